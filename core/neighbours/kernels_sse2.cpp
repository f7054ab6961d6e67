#define VETRINA_KERNELS sse2
#define VETRINA_KERNELS_NAME "sse2"
#include "core/neighbours/kernels_body.h"
