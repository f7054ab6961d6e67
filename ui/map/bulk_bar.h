#pragma once

#include "ui/widgets/class_style.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace vetrina::ui {

class KeyButton;

/// The bar at the foot while a selection exists: how many, the keys that label them all, and where to take them.
class BulkBar : public QFrame {
    Q_OBJECT

public:
    explicit BulkBar(QWidget* parent = nullptr);

    void setClasses(const ClassStyles& classes);
    /// 0 hides it.
    void setCount(std::size_t count);
    /// Empty: labels may be given.
    void setRests(const QString& why);
    [[nodiscard]] KeyButton* button(int classIndex) const { return m_keys.value(classIndex); }

Q_SIGNALS:
    void labelAsked(int classIndex);
    void scanAsked();
    void clearAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void tell();

    ClassStyles m_classes;
    std::size_t m_count = 0;
    QString m_rests;
    QLabel* m_number;
    QHBoxLayout* m_row;
    QList<KeyButton*> m_keys;
    KeyButton *m_scan, *m_clear;
};

} // namespace vetrina::ui
