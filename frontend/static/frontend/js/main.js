/** Reads the page's data and starts its page module. */
