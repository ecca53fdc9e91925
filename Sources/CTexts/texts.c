#include "CTexts.h"

#define TEXT(name) \
    const unsigned char *name##_text(size_t *size) { \
        *size = sizeof name; \
        return name; \
    }

static const unsigned char german[] = {
#embed "../Wording/Languages/de.txt"
};
TEXT(german)

static const unsigned char german_things[] = {
#embed "../Wording/Languages/de-things.txt"
};
TEXT(german_things)

static const unsigned char french[] = {
#embed "../Wording/Languages/fr.txt"
};
TEXT(french)

static const unsigned char french_things[] = {
#embed "../Wording/Languages/fr-things.txt"
};
TEXT(french_things)

static const unsigned char spanish[] = {
#embed "../Wording/Languages/es.txt"
};
TEXT(spanish)

static const unsigned char spanish_things[] = {
#embed "../Wording/Languages/es-things.txt"
};
TEXT(spanish_things)

static const unsigned char japanese[] = {
#embed "../Wording/Languages/ja.txt"
};
TEXT(japanese)

static const unsigned char japanese_things[] = {
#embed "../Wording/Languages/ja-things.txt"
};
TEXT(japanese_things)

static const unsigned char models[] = {
#embed "../ImageModels/Resources/models.json"
};
TEXT(models)

static const unsigned char tools[] = {
#embed "../retouch/Tools/tools.json"
};
TEXT(tools)

static const unsigned char page_document[] = {
#embed "../SessionPages/Resources/page.html"
};
TEXT(page_document)

static const unsigned char page_style[] = {
#embed "../SessionPages/Resources/page.css"
};
TEXT(page_style)

static const unsigned char page_script[] = {
#embed "../SessionPages/Resources/page.js"
};
TEXT(page_script)

static const unsigned char mark_script[] = {
#embed "../SessionPages/Resources/mark.js"
};
TEXT(mark_script)

static const unsigned char replay_style[] = {
#embed "../SessionPages/Resources/replay.css"
};
TEXT(replay_style)
