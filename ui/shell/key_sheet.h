#pragma once

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <vector>

namespace vetrina::ui {

class Commands;

/// The keys, over the dimmed window. Held open with `?`; a short press leaves it open until the next key or click.
class KeySheet : public QWidget {
    Q_OBJECT

public:
    struct Line {
        QStringList keys;
        QString does;
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
    /// A group, or what is left of one at the head of the next column.
    struct Column {
        struct Part {
            QString head;
            std::vector<const Line*> lines;
        };
        std::vector<Part> parts;
        int caps = 0, words = 0, height = 0;
    };
    [[nodiscard]] std::vector<Column> columns(int least, int most) const;
    void leave();

    QString m_title;
    std::vector<Group> m_groups;
    QElapsedTimer m_opened;
    QPointer<QWidget> m_focusBefore;
};

/// What every key does now, by group: the classes of the scheme in one line, then each command that has a key.
[[nodiscard]] std::vector<KeySheet::Group> keyGroups(const Commands& commands);

} // namespace vetrina::ui
