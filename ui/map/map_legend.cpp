#include "ui/map/map_legend.h"

#include "ui/map/map_marks.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

namespace vetrina::ui {

namespace {

/// A mark, painted in the colours of the scheme in force.
class MarkLabel : public QWidget {
public:
    explicit MarkLabel(MapColouring::Group group)
        : m_group(std::move(group))
    {
        setFixedSize(16, 16);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintMapMark(painter, { 8, 8 }, m_group.mark, 4.5, colour(m_group.colour));
    }

private:
    MapColouring::Group m_group;
};

/// The colours of a scale from its low to its high end.
class ScaleBar : public QWidget {
public:
    explicit ScaleBar(MapColouringPtr colouring)
        : m_colouring(std::move(colouring))
    {
        setFixedHeight(12);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (int x = 0; x < width(); ++x) {
            const double place = (x + 0.5) / width();
            painter.fillRect(
                x, 0, 1, height(), QColor(scaleColour(m_colouring->kind, m_colouring->reversed ? 1 - place : place)));
        }
    }

private:
    MapColouringPtr m_colouring;
};

} // namespace

MapLegend::MapLegend(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setAccessibleName(tr("Legend"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void MapLegend::set(const MapColouringPtr& colouring)
{
    const auto sameGroups = [&] {
        return m_colouring && colouring && m_colouring->groups.size() == colouring->groups.size()
            && m_colouring->column == colouring->column
            && std::ranges::equal(
                m_colouring->groups, colouring->groups, {}, &MapColouring::Group::name, &MapColouring::Group::name);
    };
    if (!colouring)
        m_shown.clear();
    else if (!sameGroups())
        m_shown.assign(colouring->groups.size(), 1);
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    int focused = -1;
    for (std::size_t g = 0; g < m_boxes.size(); ++g)
        if (hadFocus && m_boxes[g] && m_boxes[g]->hasFocus())
            focused = static_cast<int>(g);
    m_colouring = colouring;
    qDeleteAll(m_lines);
    m_lines.clear();
    m_boxes.assign(colouring ? colouring->groups.size() : 0, nullptr);
    if (!colouring)
        return;
    if (colouring->isScale()) {
        auto* bar = new ScaleBar(colouring);
        auto* ends = new QWidget;
        auto* row = new QHBoxLayout(ends);
        row->setContentsMargins(0, 2, 0, 2);
        row->addWidget(label(QLocale().toString(colouring->low, 'g', 4), "mono-small"));
        row->addStretch(1);
        row->addWidget(label(colouring->column, "small"));
        row->addStretch(1);
        row->addWidget(label(QLocale().toString(colouring->high, 'g', 4), "mono-small"));
        bar->setAccessibleName(tr("From %1 to %2").arg(colouring->low).arg(colouring->high));
        m_column->addWidget(bar);
        m_column->addWidget(ends);
        m_lines << bar << ends;
        if (colouring->groups.back().count > 0)
            addLine(MapColouring::steps);
    } else {
        for (std::size_t g = 0; g < colouring->groups.size(); ++g)
            addLine(static_cast<int>(g));
    }
    if (focused >= 0 && box(focused))
        box(focused)->setFocus();
}

void MapLegend::addLine(int group)
{
    const MapColouring::Group& what = m_colouring->groups[static_cast<std::size_t>(group)];
    auto* line = new QWidget;
    line->setFixedHeight(26);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new MarkLabel(what));
    auto* name = new QPushButton(what.name);
    name->setProperty("role", "legend");
    name->setFocusPolicy(Qt::TabFocus);
    name->setToolTip(tr("Select all of them; with Shift as well, with Alt no longer"));
    name->setAccessibleName(tr("Select: %1").arg(what.name));
    name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    name->setEnabled(what.count > 0);
    row->addWidget(name, 1);
    row->addWidget(label(QLocale().toString(static_cast<qulonglong>(what.count)), "mono-small"));
    auto* box = new QCheckBox;
    box->setAccessibleName(tr("Show: %1").arg(what.name));
    box->setToolTip(tr("Show or hide them"));
    box->setChecked(m_shown[static_cast<std::size_t>(group)]);
    row->addWidget(box);
    connect(box, &QCheckBox::toggled, this, [this, group](bool on) {
        m_shown[static_cast<std::size_t>(group)] = on;
        Q_EMIT shownChanged(m_shown);
    });
    connect(name, &QPushButton::clicked, this, [this, group] { Q_EMIT groupChosen(group); });
    m_column->addWidget(line);
    m_lines << line;
    m_boxes[static_cast<std::size_t>(group)] = box;
}

void MapLegend::setShown(int group, bool shown)
{
    if (QCheckBox* one = box(group))
        one->setChecked(shown);
}

QCheckBox* MapLegend::box(int group) const
{
    return group >= 0 && group < static_cast<int>(m_boxes.size()) ? m_boxes[static_cast<std::size_t>(group)] : nullptr;
}

} // namespace vetrina::ui
