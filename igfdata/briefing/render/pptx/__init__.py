"""Editable slides, for PowerPoint and LibreOffice."""
