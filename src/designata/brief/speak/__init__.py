"""A brief, said aloud: by which voice, in which words, how loud, and where each sentence lies."""
