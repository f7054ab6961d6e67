#define VETRINA_KERNELS avx2
#define VETRINA_KERNELS_NAME "avx2"
#include "core/neighbours/kernels_body.h"
