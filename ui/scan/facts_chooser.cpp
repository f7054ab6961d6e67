#include "ui/scan/facts_chooser.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/text.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

constexpr int idRole = Qt::UserRole, meaningRole = Qt::UserRole + 1, rowHeight = 24;

} // namespace

FactsChooser::FactsChooser(
    const session::CandidateView& view, const QStringList& chosen, const QStringList& fields, QWidget* parent)
    : QDialog(parent)
    , m_shipped(shippedFacts(view.candidate.key.survey))
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_count(label({}, "aside"))
{
    setWindowTitle(tr("Choose the facts"));
    setAccessibleName(windowTitle());
    resize(460, 560);
    m_all = m_shipped;
    for (const QString& id : QStringList{ "@radec", "@galactic", "@magnitude", "@rise", "@colour", "@age" } + fields)
        if (!m_all.contains(id))
            m_all << id;
    for (const QString& id : m_all)
        m_about[id] = factOf(view, id).meaning;

    m_search->setPlaceholderText(tr("Search names and meanings"));
    m_search->setAccessibleName(tr("Search the facts"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setAccessibleName(tr("Facts, those ticked are shown in this order"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->installEventFilter(this);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Use these"));
    for (QAbstractButton* button : buttons->buttons())
        button->setIcon({});
    QPushButton* reset = buttons->addButton(tr("Reset"), QDialogButtonBox::ResetRole);
    reset->setToolTip(tr("The facts and the order that Vetrina comes with"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(size::padding, size::padding, size::padding, size::padding);
    column->setSpacing(size::gap);
    auto* head = new QHBoxLayout;
    head->addWidget(label(tr("Facts"), "title"));
    head->addStretch(1);
    head->addWidget(m_count);
    column->addLayout(head);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(label(tr("Tick with Space, drag to reorder, or Alt+Up and Alt+Down."), "small"));
    column->addWidget(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &FactsChooser::filter);
    connect(m_list, &QListWidget::itemChanged, this, &FactsChooser::count);
    connect(reset, &QPushButton::clicked, this, &FactsChooser::reset);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    fill(chosen);
    m_search->setFocus();
}

void FactsChooser::fill(const QStringList& chosen)
{
    m_list->clear();
    QStringList order = chosen;
    for (const QString& id : m_all)
        if (!order.contains(id))
            order << id;
    for (const QString& id : order) {
        const QString meaning = m_about.value(id);
        auto* item = new QListWidgetItem(factName(id), m_list);
        item->setSizeHint({ 120, rowHeight });
        item->setData(idRole, id);
        item->setData(meaningRole, meaning);
        item->setToolTip(meaning.isEmpty() ? QString() : "<qt>" + meaning.toHtmlEscaped() + "</qt>");
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled);
        item->setCheckState(chosen.contains(id) ? Qt::Checked : Qt::Unchecked);
    }
    filter(m_search->text());
    count();
}

void FactsChooser::reset() { fill(m_shipped); }

QStringList FactsChooser::chosen() const
{
    QStringList ids;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            ids << m_list->item(i)->data(idRole).toString();
    return ids;
}

void FactsChooser::filter(const QString& text)
{
    const QString words = text.trimmed();
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem* item = m_list->item(i);
        item->setHidden(!words.isEmpty() && !item->text().contains(words, Qt::CaseInsensitive)
            && !item->data(meaningRole).toString().contains(words, Qt::CaseInsensitive));
    }
}

void FactsChooser::count() { m_count->setText(tr("%1 chosen").arg(chosen().size())); }

void FactsChooser::move(int by)
{
    const int from = m_list->currentRow();
    int to = from + by;
    while (to >= 0 && to < m_list->count() && m_list->item(to)->isHidden())
        to += by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    m_list->insertItem(to, m_list->takeItem(from));
    m_list->setCurrentRow(to);
}

bool FactsChooser::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (watched == m_list && key->modifiers() == Qt::AltModifier
            && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            move(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
        if (watched == m_search && key->key() == Qt::Key_Down) {
            m_list->setFocus(Qt::TabFocusReason);
            if (m_list->currentRow() < 0)
                m_list->setCurrentRow(0);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace vetrina::ui
