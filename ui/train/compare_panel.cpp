#include "ui/train/compare_panel.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>

namespace vetrina::ui {

namespace {

constexpr int lineHeight = 24, numberWidth = 64, decimals = 3;

} // namespace

/// Names at the left, two numbers and their difference at the right.
class ComparePanel::Table : public QWidget {
public:
    Table()
    {
        setAccessibleName(ComparePanel::tr("Comparison"));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void set(const QString& first, const QString& second, const std::vector<Compared>& lines)
    {
        m_first = first;
        m_second = second;
        m_lines = lines;
        QStringList spoken;
        for (const Compared& line : m_lines)
            spoken << line.name + ' ' + figure(line.first, decimals) + ", " + figure(line.second, decimals);
        setAccessibleDescription(spoken.join("; "));
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return { 260, m_lines.empty() ? 0 : lineHeight * (static_cast<int>(m_lines.size()) + 1) };
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ToolTip)
            return QWidget::event(event);
        const auto* help = static_cast<QHelpEvent*>(event);
        const int at = help->pos().y() / lineHeight - 1;
        if (at >= 0 && at < static_cast<int>(m_lines.size()) && !m_lines[static_cast<std::size_t>(at)].tip.isEmpty())
            QToolTip::showText(help->globalPos(), m_lines[static_cast<std::size_t>(at)].tip, this);
        else
            QToolTip::hideText();
        return true;
    }

    void paintEvent(QPaintEvent*) override
    {
        if (m_lines.empty())
            return;
        QPainter painter(this);
        const QFont words = uiFont(size::fontDense), numbers = monoFont(size::fontDense);
        const QFontMetrics metrics(words);
        const int names = width() - 3 * numberWidth - 8;
        const auto column = [&](int i, int y) { return QRect(names + i * numberWidth, y, numberWidth, lineHeight); };
        painter.fillRect(QRect(0, 0, width(), lineHeight), colour(Token::Control));
        painter.setFont(numbers);
        painter.setPen(colour(Token::Text2));
        int at = 0;
        for (const QString& head : { m_first, m_second, QStringLiteral("±") })
            painter.drawText(column(at++, 0), Qt::AlignVCenter | Qt::AlignRight,
                QFontMetrics(numbers).elidedText(head, Qt::ElideRight, numberWidth));
        int y = lineHeight;
        for (const Compared& line : m_lines) {
            painter.setFont(words);
            painter.setPen(colour(Token::Text));
            painter.drawText(QRect(8, y, names - 8, lineHeight), Qt::AlignVCenter,
                metrics.elidedText(line.name, Qt::ElideRight, names - 10));
            painter.setFont(numbers);
            painter.drawText(column(0, y), Qt::AlignVCenter | Qt::AlignRight, figure(line.first, decimals));
            painter.drawText(column(1, y), Qt::AlignVCenter | Qt::AlignRight, figure(line.second, decimals));
            const double difference = line.first - line.second;
            if (std::isfinite(difference)) {
                painter.setPen(colour(line.verdict == Compared::Verdict::Better ? Token::Ok
                        : line.verdict == Compared::Verdict::Worse              ? Token::Bad
                                                                                : Token::Text3));
                painter.drawText(column(2, y), Qt::AlignVCenter | Qt::AlignRight,
                    (difference >= 0 ? QStringLiteral("+") : QString()) + figure(difference, decimals));
            }
            y += lineHeight;
            painter.fillRect(QRect(0, y - 1, width(), 1), colour(Token::Line));
        }
    }

private:
    QString m_first, m_second;
    std::vector<Compared> m_lines;
};

ComparePanel::ComparePanel(QWidget* parent)
    : TitledPanel(tr("Comparison"), Kind::Section, parent)
    , m_table(new Table)
    , m_note(label({}, "small"))
{
    m_note->setWordWrap(true);
    body()->addWidget(m_table);
    body()->addWidget(m_note);
    body()->addStretch(1);
    clear();
}

QString ComparePanel::note() const { return m_note->text(); }

void ComparePanel::show(const QString& first, const QString& second, std::vector<Compared> lines, const QString& note)
{
    m_lines = std::move(lines);
    m_table->set(first, second, m_lines);
    m_note->setText(note);
}

void ComparePanel::clear()
{
    setTitle(tr("Comparison"));
    setAside({});
    show({}, {}, {}, tr("Choose two runs to compare them on their test parts."));
}

void ComparePanel::compare(const session::TrainingRun& first, const session::TrainingRun& second)
{
    const auto a = figuresOf(first, "test"), b = figuresOf(second, "test");
    setTitle(tr("Runs %1 and %2").arg(first.number).arg(second.number));
    if (!a || !b) {
        setAside({});
        return show({}, {}, {}, tr("%1 was not measured on a test part.").arg(nameOf(!a ? first : second)));
    }
    const bool same = first.labels.snapshot == second.labels.snapshot;
    setAside(same ? tr("same test part") : tr("other test parts"));
    show(QString::number(first.number), QString::number(second.number), compared(*a, *b),
        same ? tr("Grey: the 95 % intervals meet.")
             : tr("Their labels differ: each was tested on its own part. Grey: the 95 % intervals meet."));
}

void ComparePanel::beforeAndAfter(const session::TrainingRun& run)
{
    const auto after = figuresOf(run, "test"), before = figuresOf(run, "test_before");
    if (!after)
        return clear();
    setTitle(nameOf(run));
    setAside(tr("test part, %L1").arg(after->samples));
    if (!before) {
        PartFigures none = *after;
        none.auc = none.macroF1 = none.accuracy = std::nan("");
        none.aucLow = none.aucHigh = std::nan("");
        none.confusion.clear();
        return show(tr("after"), tr("before"), compared(*after, none),
            tr("What it started from has other classes: there is no before. Choose two runs to compare them."));
    }
    show(tr("after"), tr("before"), compared(*after, *before),
        tr("Before and after it learned, on candidates of objects that it never saw. Grey: the 95 % intervals meet."));
}

} // namespace vetrina::ui
