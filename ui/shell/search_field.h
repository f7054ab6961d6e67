#pragma once

#include <QAbstractButton>

namespace vetrina::ui {

/// What looks like a field at the right of the menu bar and opens the palette; an icon where there is little room.
class SearchField : public QAbstractButton {
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);

    void setSmall(bool small);
    void setKey(const QString& key); ///< of the palette, as its cap shows it
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList m_caps;
    bool m_small = false;
};

} // namespace vetrina::ui
