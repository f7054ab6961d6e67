#include "ui/map/hover_stamp.h"

#include "ui/theme/theme.h"
#include "ui/widgets/tag.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace vetrina::ui {

HoverStamp::HoverStamp(QWidget* map)
    : QFrame(map)
    , m_object(label({}, "head"))
    , m_magnitude(label({}, "mono-small"))
    , m_aside(label({}, "small"))
    , m_tag(new TagLabel)
{
    setObjectName("popover");
    setAttribute(Qt::WA_StyledBackground);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("The candidate under the cursor"));
    auto* stamps = new QHBoxLayout;
    stamps->setSpacing(4);
    for (QLabel*& stamp : m_stamps) {
        stamp = new QLabel;
        stamp->setFixedSize(side, side);
        stamps->addWidget(stamp);
    }
    auto* first = new QHBoxLayout;
    first->addWidget(m_object);
    first->addStretch(1);
    first->addWidget(m_magnitude);
    auto* second = new QHBoxLayout;
    second->setSpacing(6);
    second->addWidget(m_tag);
    second->addWidget(m_aside);
    second->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(5);
    column->addLayout(stamps);
    column->addLayout(first);
    column->addLayout(second);
    hide();
}

void HoverStamp::setProject(Project* project)
{
    m_project = project;
    show(-1, {});
}

void HoverStamp::show(data::Row row, QPointF beside)
{
    m_beside = beside;
    if (row == m_row) {
        if (row >= 0)
            place();
        return;
    }
    m_row = row;
    m_question.drop();
    if (!m_project || row < 0) {
        hide();
        return;
    }
    ask();
}

void HoverStamp::ask()
{
    const std::stop_token stop = m_question.ask();
    for (std::size_t i = 0; i < m_stamps.size(); ++i) {
        QPixmap flat(m_stamps[i]->size()); // a stamp that is not there yet is a flat well
        flat.fill(colour(Token::Well));
        m_stamps[i]->setPixmap(flat);
        then(m_project->thumbnail(m_row, side, stop, data::panels[i]), this, stop, [this, i](Result<QImage> image) {
            if (image && !image->isNull())
                m_stamps[i]->setPixmap(QPixmap::fromImage(*image));
        });
    }
    then(m_project->rows({ m_row }, stop), this, stop, [this](Result<std::vector<session::CandidateRow>> rows) {
        if (!rows || rows->empty())
            return;
        const session::CandidateRow& one = rows->front();
        m_object->setText(QString::fromStdString(
            one.candidate.object.empty() ? std::to_string(one.candidate.key.id) : one.candidate.object));
        m_magnitude->setText(std::isfinite(one.candidate.magnitude)
                ? QStringLiteral("%1 %2")
                      .arg(QChar::fromLatin1(one.candidate.band))
                      .arg(static_cast<double>(one.candidate.magnitude), 0, 'f', 2)
                : QString());
        const ClassStyles& classes = m_project->classes();
        const Tag tag = !one.label.empty() ? classes.labelTag(one.label)
            : !one.scoreClass.empty()      ? classes.scoreTag(one.scoreClass, one.score)
                                           : Tag();
        m_tag->set(tag);
        m_tagWords = tag.text;
        QStringList words;
        if (std::isfinite(one.candidate.surveyScore))
            words << (one.candidate.key.survey == data::Survey::Ztf ? QStringLiteral("drb %1") : tr("survey %1"))
                         .arg(static_cast<double>(one.candidate.surveyScore), 0, 'f', 2);
        words << (one.label.empty() ? tr("no label") : classes.labelWords(one.label));
        m_aside->setText(words.join(QStringLiteral(" · ")));
        QFrame::show();
        raise();
        place();
    });
}

QString HoverStamp::words() const
{
    return QStringList{ m_object->text(), m_magnitude->text(), m_tagWords, m_aside->text() }.join(' ');
}

/// At the left of the point, or where there is more room.
void HoverStamp::place()
{
    adjustSize();
    const QSize room = parentWidget()->size();
    constexpr int away = 26;
    int left = static_cast<int>(m_beside.x()) - away - width();
    if (left < 4)
        left = static_cast<int>(m_beside.x()) + away;
    left = std::clamp(left, 4, std::max(4, room.width() - width() - 4));
    const int top =
        std::clamp(static_cast<int>(m_beside.y()) - height() * 3 / 4, 4, std::max(4, room.height() - height() - 4));
    move(left, top);
}

} // namespace vetrina::ui
