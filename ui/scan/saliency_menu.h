#pragma once

#include <QMenu>

namespace vetrina::ui {

class SaliencyOverlay;

/// How saliency is found and shown; each choice turns it on. Filled when it opens: its classes are those of the model
/// that stands first.
class SaliencyMenu : public QMenu {
    Q_OBJECT

public:
    explicit SaliencyMenu(SaliencyOverlay* overlay, QWidget* parent = nullptr);

private:
    void fill();

    SaliencyOverlay* m_overlay;
};

} // namespace vetrina::ui
