#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace vetrina::ui {

/// The keys, over the dimmed window. Held open with `?`; a short press leaves it open until the next key or click.
class KeySheet : public QWidget {
    Q_OBJECT

public:
    struct Line {
        QString keys, does;
    };
    struct Group {
        QString name;
        std::vector<Line> lines;
    };

    /// Covers `window` and hides with it.
    explicit KeySheet(QWidget* window);

    void open(const QString& title, std::vector<Group> groups);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void leave();

    QString m_title;
    std::vector<Group> m_groups;
    QElapsedTimer m_opened;
    QPointer<QWidget> m_focusBefore;
};

} // namespace vetrina::ui
