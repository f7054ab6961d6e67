#include "ui/palette/palette_list.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_cap.h"

#include <QPainter>

namespace vetrina::ui {

namespace {

constexpr int side = 28, whereWidth = 74, edge = 20;
const QImage noImage;

} // namespace

void PaletteModel::setProject(Project* project)
{
    m_question.drop();
    m_project = project;
    m_thumbnails.clear();
    set({});
}

void PaletteModel::set(std::vector<PaletteItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
    if (!m_project)
        return;
    const std::stop_token stop = m_question.ask();
    for (const PaletteItem& item : m_items)
        if (const data::Row row = item.row; row >= 0 && !m_thumbnails.contains(row))
            then(m_project->thumbnail(row, 2 * side, stop), this, stop, [this, row](const Result<QImage>& image) {
                if (!image)
                    return;
                m_thumbnails.insert(row, *image);
                for (int i = 0; i < rowCount(); ++i)
                    if (this->item(i).row == row)
                        Q_EMIT dataChanged(index(i), index(i));
            });
}

const QImage& PaletteModel::thumbnail(data::Row row) const
{
    const auto at = m_thumbnails.constFind(row);
    return at == m_thumbnails.constEnd() ? noImage : *at;
}

int PaletteModel::choosable(int from, int step) const
{
    for (int i = from; i >= 0 && i < rowCount(); i += step)
        if (item(i).kind != PaletteItem::Kind::Head && item(i).kind != PaletteItem::Kind::Note)
            return i;
    return -1;
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    const PaletteItem& one = item(index.row());
    if (role == Qt::DisplayRole)
        return one.title;
    if (role == Qt::ToolTipRole)
        return one.why;
    if (role == Qt::AccessibleTextRole || role == Qt::AccessibleDescriptionRole) {
        QStringList spoken{ one.title, one.where, one.why.isEmpty() ? one.aside : one.why, one.tag.text,
            one.keys.join(' ') };
        spoken.removeAll(QString());
        return spoken.join(QStringLiteral(", "));
    }
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    const auto kind = item(index.row()).kind;
    return kind == PaletteItem::Kind::Head || kind == PaletteItem::Kind::Note
        ? Qt::NoItemFlags
        : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto* model = static_cast<const PaletteModel*>(index.model());
    return { 200, model->item(index.row()).kind == PaletteItem::Kind::Head ? head : row };
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const PaletteModel*>(index.model());
    const PaletteItem& item = model->item(index.row());
    const QRect rect = option.rect;
    painter->save();
    if (item.kind == PaletteItem::Kind::Head) {
        if (index.row() > 0)
            painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), colour(Token::Line));
        painter->setFont(uiFont(size::fontDense));
        painter->setPen(colour(Token::Text3));
        painter->drawText(rect.adjusted(edge, 2, -edge, 0), Qt::AlignVCenter, item.title);
        painter->restore();
        return;
    }
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(rect, colour(Token::AccentWash));
        painter->fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colour(Token::Accent));
    } else if (option.state & QStyle::State_MouseOver && item.kind != PaletteItem::Kind::Note) {
        painter->fillRect(rect, colour(Token::Hover));
    }

    // From the right: keys or the tag, so that the words know what is theirs.
    int right = rect.right() - edge;
    for (auto key = item.keys.crbegin(); key != item.keys.crend(); ++key) {
        const int width = keyCapWidth(*key);
        paintKeyCap(*painter, QRect(right - width, rect.center().y() - 9, width, 20), *key, item.why.isEmpty());
        right -= width + 4;
    }
    if (!item.tag.text.isEmpty()) {
        right -= tagWidth(item.tag);
        paintTag(*painter, QPoint(right, rect.center().y() - tagHeight / 2 + 1), item.tag);
        right -= 8;
    }

    int x = rect.left() + edge;
    painter->setFont(uiFont(size::fontDense));
    if (item.kind == PaletteItem::Kind::Candidate) {
        const QRect picture(x, rect.center().y() - side / 2 + 1, side, side);
        const QImage& image = model->thumbnail(item.row);
        if (image.isNull())
            painter->fillRect(picture, colour(Token::Well));
        else
            painter->drawImage(picture, image);
        x += side + 10;
    } else if (item.kind != PaletteItem::Kind::Note) {
        painter->setPen(colour(Token::Text2));
        painter->drawText(QRect(x, rect.top(), whereWidth, rect.height()), Qt::AlignVCenter, item.where);
        x += whereWidth;
    }

    const bool rests = !item.why.isEmpty() || item.kind == PaletteItem::Kind::Note;
    const bool isCode =
        item.kind == PaletteItem::Kind::Field || (item.kind == PaletteItem::Kind::Filter && item.title == item.text);
    const QFont words = isCode ? monoFont(size::fontBody) : uiFont(size::fontBody);
    QFont typed = words;
    typed.setWeight(QFont::DemiBold);
    const QString title = QFontMetrics(typed).elidedText(item.title, Qt::ElideRight, right - x - 8);
    for (int i = 0; i < title.size(); ++i) {
        const bool hit = item.letters.contains(i);
        painter->setFont(hit ? typed : words);
        painter->setPen(colour(rests ? Token::Text3 : hit ? Token::AccentText : Token::Text));
        // Runs of one look are drawn together, so that letters keep their distances.
        int end = i;
        while (end + 1 < title.size() && item.letters.contains(end + 1) == hit)
            ++end;
        const QString run = title.mid(i, end - i + 1);
        const int width = painter->fontMetrics().horizontalAdvance(run);
        painter->drawText(QRect(x, rect.top(), width + 8, rect.height()), Qt::AlignVCenter, run);
        x += width;
        i = end;
    }
    painter->setFont(uiFont(size::fontDense));
    painter->setPen(colour(Token::Text3));
    x += 10;
    const QString aside = item.why.isEmpty() ? item.aside : item.why;
    if (right - x > 40)
        painter->drawText(QRect(x, rect.top(), right - x - 8, rect.height()), Qt::AlignVCenter,
            painter->fontMetrics().elidedText(aside, Qt::ElideRight, right - x - 8));
    painter->restore();
}

} // namespace vetrina::ui
