#define VETRINA_KNN_SCAN scanAvx2
#include "core/anomaly/knn_kernel_body.h"
