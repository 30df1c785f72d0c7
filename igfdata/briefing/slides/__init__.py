"""One module a slide: each gives a value of :class:`igfdata.briefing.model.Slide`."""
