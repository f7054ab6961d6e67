#define VETRINA_BRAAI_FORWARD forwardSse2
#include "core/nets/braai_kernel_body.h"
