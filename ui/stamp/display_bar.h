#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;

namespace vetrina::ui {

class KeyButton;
class Segmented;
class StampRow;

/// Limits, stretch, colour map, invert, link, lock, blink: what the three stamps are shown with. In a narrow window the
/// limits become a drop-down and the stretches use short names. The rare things stand in the menu at its end.
class DisplayBar : public QWidget {
    Q_OBJECT

public:
    explicit DisplayBar(StampRow* stamps, QWidget* parent = nullptr);

    enum Toggle { Invert, Link, Lock, NorthUp, Crosshair };
    /// As if the segment was clicked.
    void toggle(Toggle which);
    [[nodiscard]] QMenu* more() const { return m_more; }
    /// How saliency is found and shown: beside its button, and in the menu at the end. The caller's.
    void addSaliency(QMenu* menu);
    void setSaliency(bool on);

Q_SIGNALS:
    void saliencyToggled(bool on); ///< by hand

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildMore();
    void show();
    void setToggle(int which, bool on);

    StampRow* m_stamps;
    QLabel *m_limitsName, *m_stretchName;
    Segmented *m_limits, *m_stretch, *m_toggles, *m_looks;
    QComboBox *m_limitsBox, *m_map;
    KeyButton *m_blink, *m_saliency;
    QPushButton* m_saliencyHow;
    QPushButton* m_moreButton;
    QMenu* m_more;
    QAction *m_only = nullptr, *m_smooth = nullptr, *m_byScience = nullptr, *m_northUp = nullptr,
            *m_crosshair = nullptr, *m_pixels = nullptr, *m_cut = nullptr, *m_single = nullptr;
};

} // namespace vetrina::ui
