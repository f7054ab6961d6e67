#pragma once

#include <QListView>
#include <QSet>

#include <vector>

namespace vetrina::ui {

class QueueModel;

/// The list of the queue: rows of one height under heads of the nights, which stay in sight at the top while their
/// night is scrolled and fold it at a click.
///
/// It lays nothing out: where a row stands is arithmetic, so a million of them cost what a screenful does. Letter keys
/// are the window's. It works on a QueueModel only.
class QueueView : public QListView {
    Q_OBJECT

public:
    static constexpr int headHeight = 24;

    explicit QueueView(QueueModel* model, QWidget* parent = nullptr);

    /// Whether a night's rows are hidden under its head.
    [[nodiscard]] bool isFolded(const QString& night) const { return m_folded.contains(night); }
    void setFolded(const QString& night, bool folded);
    void setAllFolded(bool folded);
    /// The position `steps` rows further among those that are not folded; where there is none, the last on the way.
    [[nodiscard]] int stepped(int position, int steps) const;
    /// How many whole rows fit.
    [[nodiscard]] int rowsInSight() const;

    void keyboardSearch(const QString&) override { }
    void dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&) override;
    void doItemsLayout() override;
    void reset() override;
    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;

Q_SIGNALS:
    void folded(const QString& night, bool folded); ///< by hand

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;

private:
    /// Rows of one night, or all where there are no nights.
    struct Block {
        QString night;
        int first = 0, size = 0, top = 0, head = 0;
        bool open = true;
        [[nodiscard]] int height() const;
    };

    void arrange();
    [[nodiscard]] const Block* blockOf(int position) const;
    [[nodiscard]] const Block* blockAt(int y) const; ///< y of the contents
    /// The block whose head stands at that place of the viewport; null where none does.
    [[nodiscard]] const Block* headAt(const QPoint& point) const;
    void paintHead(QPainter& painter, const Block& block, int top) const;
    [[nodiscard]] int stickyTop(const Block& block) const;

    QueueModel* m_queue;
    std::vector<Block> m_blocks;
    int m_height = 0;
    QSet<QString> m_folded;
};

} // namespace vetrina::ui
