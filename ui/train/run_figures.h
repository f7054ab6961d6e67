#pragma once

#include "core/session/training.h"
#include "ui/widgets/tag.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace vetrina::ui {

/// What a model did on one part of the labels, as a run's metrics say it. NaN where they do not.
struct PartFigures {
    std::uint64_t samples = 0;
    double auc, aucLow, aucHigh; ///< 95 % interval
    double macroF1, accuracy;
    std::vector<std::string> verdicts;
    std::vector<std::uint64_t> confusion; ///< verdicts x verdicts, a line a true class

    /// Of the samples of that class, how many were called so; nothing where there are none.
    struct Share {
        std::uint64_t right = 0, of = 0;
        [[nodiscard]] double value() const { return static_cast<double>(right) / static_cast<double>(of); }
        /// 95 % (Wilson 1927).
        [[nodiscard]] std::pair<double, double> interval() const;
    };
    [[nodiscard]] std::optional<Share> recall(const std::string& verdict) const;
};

/// A part of a run's metrics: "test", "test_before" (of what it started from) or "validation"; nothing where it was not
/// measured.
[[nodiscard]] std::optional<PartFigures> figuresOf(const session::TrainingRun& run, const char* part);

/// A line of a comparison.
struct Compared {
    enum class Verdict { Unsaid, Same, Better, Worse };
    QString name;
    double first, second; ///< NaN where there is none
    /// Of first over second; Same where their 95 % intervals meet, Unsaid where neither has one.
    Verdict verdict = Verdict::Unsaid;
    QString tip = {};
};
[[nodiscard]] std::vector<Compared> compared(const PartFigures& first, const PartFigures& second);

/// What a run is called: "Run 12".
[[nodiscard]] QString nameOf(const session::TrainingRun& run);
/// How it stands, as a tag; `isDefault`: its model is the default.
[[nodiscard]] Tag stateTag(const session::TrainingRun& run, bool isDefault);
/// "0:48", "9:07", "1:02:33"
[[nodiscard]] QString durationWords(double seconds);
/// "7.6" of 7600000; two figures below one million.
[[nodiscard]] QString millions(std::size_t numbers);
/// "0.9803", or a dash for what is not known.
[[nodiscard]] QString figure(double value, int decimals);

} // namespace vetrina::ui
