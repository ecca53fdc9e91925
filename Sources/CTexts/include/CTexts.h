#ifndef CTEXTS_H
#define CTEXTS_H

#include <stddef.h>

// UTF-8 that lives as long as the program.
const unsigned char *german_text(size_t *size);
const unsigned char *german_things_text(size_t *size);
const unsigned char *french_text(size_t *size);
const unsigned char *french_things_text(size_t *size);
const unsigned char *spanish_text(size_t *size);
const unsigned char *spanish_things_text(size_t *size);
const unsigned char *japanese_text(size_t *size);
const unsigned char *japanese_things_text(size_t *size);
const unsigned char *models_text(size_t *size);
const unsigned char *tools_text(size_t *size);
const unsigned char *page_document_text(size_t *size);
const unsigned char *page_style_text(size_t *size);
const unsigned char *page_script_text(size_t *size);
const unsigned char *mark_script_text(size_t *size);
const unsigned char *replay_style_text(size_t *size);

#endif
