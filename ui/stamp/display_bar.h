#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace vetrina::ui {

class Segmented;
class StampRow;

/// Limits, stretch, colour map, invert, link, lock: what the three stamps are shown with. In a narrow window the
/// limits become a drop-down and the stretches use short names.
class DisplayBar : public QWidget {
    Q_OBJECT

public:
    explicit DisplayBar(StampRow* stamps, QWidget* parent = nullptr);

    enum Toggle { Invert, Link, Lock, NorthUp, Crosshair };
    /// As if the segment was clicked.
    void toggle(Toggle which);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void show();
    void setToggle(int which, bool on);

    StampRow* m_stamps;
    QLabel *m_limitsName, *m_stretchName;
    Segmented *m_limits, *m_stretch, *m_toggles, *m_looks;
    QComboBox *m_limitsBox, *m_map;
};

} // namespace vetrina::ui
