import { highlightSearchTerm } from 'highlight-search-term';

// It looks for one string at a time.
FORMS.forEach((search, i) => {
  highlightSearchTerm({ search, selector: 'body', customHighlightName: `bench-${i}` });
});
