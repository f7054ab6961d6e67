#define VETRINA_BRAAI_FORWARD forwardAvx512
#include "core/nets/braai_kernel_body.h"
