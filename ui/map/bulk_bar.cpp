#include "ui/map/bulk_bar.h"

#include "ui/widgets/key_cap.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLocale>

namespace vetrina::ui {

BulkBar::BulkBar(QWidget* parent)
    : QFrame(parent)
    , m_number(label({}, "bulk"))
    , m_row(new QHBoxLayout(this))
    , m_scan(new KeyButton(QStringLiteral("↵"), tr("Scan"), nullptr, KeyButton::Cap::After))
    , m_clear(new KeyButton(QStringLiteral("Esc"), tr("Clear"), nullptr, KeyButton::Cap::After))
{
    setObjectName("bulk");
    setFixedHeight(52);
    setAccessibleName(tr("What to do with the selection"));
    m_row->setContentsMargins(12, 0, 12, 0);
    m_row->setSpacing(6);
    m_row->addWidget(m_number);
    m_row->addSpacing(6);
    m_row->addStretch(1);
    m_row->addWidget(m_scan);
    m_row->addWidget(m_clear);
    m_scan->setToolTip(tr("The queue of Scan becomes the selection"));
    m_clear->setToolTip(tr("Nothing is selected any longer"));
    connect(m_scan, &QPushButton::clicked, this, &BulkBar::scanAsked);
    connect(m_clear, &QPushButton::clicked, this, &BulkBar::clearAsked);
    hide();
}

void BulkBar::setClasses(const ClassStyles& classes)
{
    qDeleteAll(m_keys);
    m_keys.clear();
    m_classes = classes;
    int index = 0;
    for (const ClassStyle& style : classes.all()) {
        auto* button = new KeyButton(style.key.toUpper(), style.title);
        button->setWords(style.title, style.shortTitle);
        button->setEdge(style.colour);
        connect(button, &QPushButton::clicked, this, [this, index] { Q_EMIT labelAsked(index); });
        m_row->insertWidget(2 + index, button);
        m_keys << button;
        ++index;
    }
    tell();
    resizeEvent(nullptr);
}

void BulkBar::setCount(std::size_t count)
{
    m_count = count;
    m_number->setText(tr("<b>%1</b> selected").arg(QLocale().toString(static_cast<qulonglong>(count))));
    setVisible(count > 0);
    tell();
}

void BulkBar::setRests(const QString& why)
{
    m_rests = why;
    tell();
}

void BulkBar::tell()
{
    for (int i = 0; i < m_keys.size(); ++i) {
        m_keys[i]->setEnabled(m_rests.isEmpty());
        m_keys[i]->setToolTip(!m_rests.isEmpty() ? m_rests
                                                 : tr("Label %1 as %2: one undo")
                                                       .arg(QLocale().toString(static_cast<qulonglong>(m_count)),
                                                           m_classes.all()[static_cast<std::size_t>(i)].title));
    }
}

void BulkBar::resizeEvent(QResizeEvent*)
{
    const int wanted = 130 + static_cast<int>(m_keys.size()) * 118 + 220;
    for (KeyButton* button : m_keys)
        button->setShort(width() < wanted);
}

} // namespace vetrina::ui
