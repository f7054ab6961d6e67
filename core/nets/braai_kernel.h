#pragma once

#include <cstddef>

/// braai's convolutions on the CPU, for three instruction sets. No standard library beyond sizes: the files that are
/// compiled for AVX must not hand their instructions to others through shared inline functions.
namespace vetrina::nets::braai {

constexpr int side = 63; ///< of the input
constexpr std::size_t inputSize = std::size_t(3) * side * side;
constexpr std::size_t features = 1152; ///< 6 x 6 pixels of 32 channels, channel innermost
constexpr std::size_t hidden = 256;

/// The weights in the order in which the kernels read them. Channels are innermost; the 3x3 kernels of layers 2 to 4
/// are in Winograd's F(2x2, 3x3) domain: 16 positions of [in][out].
struct Packed {
    alignas(64) float conv1[27][16]; ///< [channel * 9 + row * 3 + column][out]
    alignas(64) float bias1[16];
    alignas(64) float conv2[16][16][16];
    alignas(64) float bias2[16];
    alignas(64) float conv3[16][16][32];
    alignas(64) float bias3[32];
    alignas(64) float conv4[16][32][32];
    alignas(64) float bias4[32];
    alignas(64) float dense[features][hidden]; ///< its rows in the order of the features
    alignas(64) float denseBias[hidden];
    alignas(64) float last[hidden];
    float lastBias;
};

/// What one thread works in.
struct Scratch {
    static constexpr std::size_t group = 8; ///< images whose dense layer is done at once

    alignas(64) float rows1[4][60][16]; ///< the four rows of layer 1 that a row of tiles of layer 2 sees
    alignas(64) float pooled2[29][29][16];
    alignas(64) float layer3[26][26][32];
    alignas(64) float domain[16][29][32]; ///< tiles of one row, transformed
    alignas(64) float product[16][29][16]; ///< their products
    alignas(64) float feature[group][features];
    alignas(64) float hiddenUnits[group][hidden];
};

/// Logits of up to Scratch::group images (3 x 63 x 63 each). Pure but for the scratch.
using Forward = void (*)(const Packed&, const float* images, std::size_t count, Scratch&, float* logits);

void forwardAvx512(const Packed&, const float* images, std::size_t count, Scratch&, float* logits);
void forwardAvx2(const Packed&, const float* images, std::size_t count, Scratch&, float* logits);
void forwardSse2(const Packed&, const float* images, std::size_t count, Scratch&, float* logits);

} // namespace vetrina::nets::braai
