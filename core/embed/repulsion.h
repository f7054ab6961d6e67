#pragma once

#include "core/base/crew.h"
#include "core/embed/fft.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace vetrina::embed {

/// How the points of a t-SNE map push one another away, in time that grows with their number and the map's size alone
/// (after Linderman et al. 2019, Nature Methods 16, 243): the points are laid on a grid, each on the six by six nodes
/// about it, which is convolved with the forces by Fourier transforms, and read off at the points again. Unlike there
/// the forces themselves are the kernel and not the sums that they are the differences of, so that float32 is enough;
/// their total needs no transform back. Forces
/// are good to some thousandths, on a map of 350 by 350 and larger to a hundredth.
///
/// The same for every number of workers. One call at a time.
class Repulsion {
public:
    explicit Repulsion(Crew& crew)
        : m_crew(crew)
    {
    }

    /// `xy`: points x 2, finite. Fills `forces` (points x 2) with the sum over all others of d / (1 + d^2)^2, d being
    /// the vector from the other. Result: the sum over all ordered pairs of 1 / (1 + d^2).
    [[nodiscard]] double measure(std::span<const float> xy, std::span<float> forces);

private:
    static constexpr std::size_t nodes = 6; ///< a side, that a point lies on

    void layGrid(std::span<const float> xy);
    void makeKernel();
    void sort(std::span<const float> xy);
    void spread(std::span<const float> xy);
    [[nodiscard]] double convolve();
    /// A coordinate's first node, and what each is worth: Lagrange's polynomials.
    [[nodiscard]] std::size_t weigh(float at, float from, float (&weights)[nodes]) const;

    Crew& m_crew;
    float m_fromX = 0, m_fromY = 0, m_step = 0; ///< the first node, and from one to the next
    float m_room = 0; ///< side of the map that the grid was laid for
    std::size_t m_grid = 0; ///< nodes a side
    std::size_t m_side = 0; ///< of the transforms, twice that or more
    std::unique_ptr<Fft> m_fft;
    std::vector<float> m_total, m_forceRe, m_forceIm; ///< transforms of the kernels: side x side
    std::vector<float> m_re, m_im; ///< the nodes, and what is transformed: side x side
    std::vector<std::uint32_t> m_order, m_first; ///< points by tile of nodes; where each tile's begin
};

} // namespace vetrina::embed
