#include "ui/night/night_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/candidate_name.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <cmath>

namespace vetrina::ui {

namespace {

QString clockOf(std::int64_t timeUs)
{
    return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).toString(QStringLiteral("HH:mm"));
}

QString magnitudeOf(const data::Candidate& candidate)
{
    return std::isnan(candidate.magnitude) ? QStringLiteral("–")
                                           : QString::number(static_cast<double>(candidate.magnitude), 'f', 2);
}

class NightDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return { 200, size::queueRow };
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* model = static_cast<const NightModel*>(index.model());
        const session::NightLine& line = model->line(index.row());
        const QRect row = option.rect;
        painter->save();
        paintRowSurface(*painter, option);
        const QRect picture = paintRowStamp(*painter, row, model->thumbnail(index.row()), NightModel::thumbnailSide);
        const int left = picture.right() + 9, names = 150;
        painter->setFont(uiFont(size::fontDense));
        painter->setPen(colour(Token::Text));
        const QRect name(left, row.top() + 8, names, 18);
        painter->drawText(name, Qt::AlignVCenter,
            painter->fontMetrics().elidedText(nameOf(line.candidate), Qt::ElideMiddle, name.width()));
        painter->setFont(monoFont(size::fontSmall));
        const QRect under(left, row.top() + 27, names, 16);
        const QString band(QChar(line.candidate.band));
        painter->setPen(colour(bandToken(line.candidate.band)));
        painter->drawText(under, Qt::AlignVCenter, band);
        painter->setPen(colour(Token::Text3));
        painter->drawText(under.adjusted(painter->fontMetrics().horizontalAdvance(band + ' '), 0, 0, 0),
            Qt::AlignVCenter, magnitudeOf(line.candidate));

        const int middle = row.top() + (row.height() - tagHeight) / 2;
        int x = left + names + 12;
        std::vector<Tag> tags = model->classes().labelTags(line.label);
        if (line.skipped)
            tags.push_back({ QObject::tr("skipped"), Token::NoClass, Tag::Kind::Dashed });
        for (const Tag& tag : tags) {
            paintTag(*painter, QPoint(x, middle), tag);
            x += tagWidth(tag) + 4;
        }
        if (line.flagged) {
            paintIcon(*painter, "flag", QRectF(x + 2, middle + 1, 14, 14), colour(Token::Warn));
            x += 20;
        }
        painter->setFont(monoFont(size::fontSmall));
        painter->setPen(colour(Token::Text3));
        const QRect right(row.right() - 120, row.top(), 108, row.height());
        painter->drawText(right, Qt::AlignRight | Qt::AlignVCenter,
            line.seconds > 0 ? QObject::tr("%1 s  %2").arg(line.seconds, 0, 'f', 1).arg(clockOf(line.timeUs))
                             : clockOf(line.timeUs));
        if (!line.note.empty()) {
            painter->setFont(uiFont(size::fontDense));
            painter->setPen(colour(Token::Text2));
            const int from = std::max(x + 8, left + names + 92);
            const QRect words(from, row.top(), right.left() - from - 8, row.height());
            painter->drawText(words, Qt::AlignVCenter,
                painter->fontMetrics().elidedText(
                    QString::fromStdString(line.note).simplified(), Qt::ElideRight, words.width()));
        }
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            paintFocusRing(*painter, row, size::radiusTag);
        painter->restore();
    }
};

} // namespace

void NightModel::setProject(Project* project)
{
    beginResetModel();
    m_question.drop();
    m_project = project;
    m_lines.clear();
    m_thumbnails.clear();
    m_asked.clear();
    endResetModel();
}

void NightModel::setLines(std::vector<session::NightLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

const ClassStyles& NightModel::classes() const
{
    static const ClassStyles none;
    return m_project ? m_project->classes() : none;
}

const QImage* NightModel::thumbnail(int at) const
{
    const data::Row row = line(at).row;
    if (const auto known = m_thumbnails.constFind(row); known != m_thumbnails.constEnd())
        return &*known;
    if (m_project && row >= 0 && !m_asked.contains(row)) {
        m_asked.insert(row);
        auto* self = const_cast<NightModel*>(this);
        whenDone(m_project->thumbnail(row, thumbnailSide, m_question.token()), self, m_question.token(),
            [self, row](Result<QImage> image) {
                self->m_asked.remove(row);
                if (image || image.error().code != Error::Code::Cancelled) // dropped: asked again when painted again
                    self->m_thumbnails.insert(row, image ? std::move(*image) : QImage());
                Q_EMIT self->dataChanged(self->index(0), self->index(std::max(0, self->rowCount() - 1)));
            });
    }
    return nullptr;
}

int NightModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant NightModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    const session::NightLine& one = line(index.row());
    QStringList words{ nameOf(one.candidate) };
    if (!one.label.empty())
        words << classes().labelWords(one.label);
    if (one.flagged)
        words << tr("flagged");
    if (one.skipped)
        words << tr("skipped");
    if (!one.note.empty())
        words << QString::fromStdString(one.note);
    return words.join(QStringLiteral(", "));
}

NightList::NightList(QWidget* parent)
    : QListView(parent)
    , m_model(new NightModel(this))
{
    setModel(m_model);
    setItemDelegate(new NightDelegate(this));
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    connect(this, &QListView::clicked, this, &NightList::go);
}

void NightList::go(const QModelIndex& index)
{
    if (index.isValid() && m_model->line(index.row()).row >= 0)
        Q_EMIT goAsked(m_model->line(index.row()).row);
}

/// Enter is this list's, whatever it does in Scan.
bool NightList::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    return QListView::event(event);
}

void NightList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go(currentIndex());
    else
        QListView::keyPressEvent(event);
}

} // namespace vetrina::ui
