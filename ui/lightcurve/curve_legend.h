#pragma once

#include "ui/lightcurve/band_marks.h"

#include <QWidget>

#include <vector>

namespace vetrina::ui {

struct CurvePoints;

/// The marks that are in the plot, each with its name; as many as there is room for.
class CurveLegend : public QWidget {
    Q_OBJECT

public:
    explicit CurveLegend(QWidget* parent = nullptr);
    void set(const CurvePoints& points, bool flux, bool forced);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return { 60, 16 }; }

    struct Entry {
        QString name;
        BandMark mark;
        bool operator==(const Entry&) const = default;
    };
    /// What a legend of these points holds, bands first.
    [[nodiscard]] static std::vector<Entry> entriesOf(const CurvePoints& points, bool flux, bool forced);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Entry> m_entries;
};

} // namespace vetrina::ui
