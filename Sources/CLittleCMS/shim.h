// LittleCMS, whose pixel types are macros, which Swift does not see.
#pragma once
#include <lcms2.h>

static inline cmsUInt32Number lcms_rgb_8(void) { return TYPE_RGB_8; }
static inline cmsUInt32Number lcms_rgb_float(void) { return TYPE_RGB_FLT; }
static inline cmsUInt32Number lcms_no_cache(void) { return cmsFLAGS_NOCACHE | cmsFLAGS_HIGHRESPRECALC; }
