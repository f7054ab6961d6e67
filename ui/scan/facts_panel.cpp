#include "ui/scan/facts_panel.h"

#include "ui/scan/fact_list.h"
#include "ui/scan/facts_chooser.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/segmented.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLineEdit>
#include <QResizeEvent>
#include <QVBoxLayout>

namespace vetrina::ui {

namespace {

enum Which { Chosen, All };

constexpr int narrow = 280;

} // namespace

FactsPanel::FactsPanel(QWidget* parent)
    : TitledPanel(tr("Facts"), Kind::Bordered, parent)
    , m_which(new Segmented(tr("Which facts")))
    , m_search(new QLineEdit)
    , m_model(new FactModel(this))
    , m_list(new FactList)
{
    m_which->setDense(true);
    m_which->add(Chosen, tr("Chosen"), tr("The facts you chose, in your order"));
    m_which->add(All, tr("All"), tr("Every field of the packet, with its meaning (Ctrl+F)"));
    m_which->choose(Chosen);
    auto* choose = new KeyButton("D", {});
    choose->setFixedHeight(size::dense);
    choose->setToolTip(tr("Choose the facts and their order"));
    choose->setAccessibleName(tr("Choose the facts"));
    head()->addWidget(m_which);
    head()->addWidget(choose);

    m_search->setPlaceholderText(tr("Search names, values, meanings"));
    m_search->setAccessibleName(tr("Search the fields"));
    m_search->setProperty("role", "dense");
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_search->hide();
    m_list->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Facts"));
    body()->addWidget(m_search);
    body()->addWidget(m_list, 1);

    connect(m_which, &Segmented::chose, this, [this](int which) { showAll(which == All); });
    connect(choose, &QPushButton::clicked, this, &FactsPanel::choose);
    connect(m_search, &QLineEdit::textChanged, this, &FactsPanel::refill);
    connect(m_list, &FactList::copyAsked, this, &FactsPanel::copy);
    connect(m_list, &FactList::filterAsked, this, [this](const QModelIndex& index) {
        if (const QString filter = index.data(FactModel::Filter).toString(); !filter.isEmpty())
            Q_EMIT filterAsked(filter);
    });
}

void FactsPanel::set(const ViewPtr& view)
{
    m_view = view;
    refill();
}

void FactsPanel::showAll(bool all)
{
    m_which->choose(all ? All : Chosen);
    m_all = all;
    m_search->setVisible(all);
    m_list->setMeanings(all);
    refill();
}

void FactsPanel::search()
{
    showAll(true);
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

QStringList FactsPanel::ids() const
{
    const auto survey = m_view->candidate.key.survey;
    const auto chosen = m_chosen.find(survey);
    return chosen == m_chosen.end() ? shippedFacts(survey) : chosen->second;
}

QStringList FactsPanel::fieldNames() const
{
    QStringList names;
    for (const auto& field : m_view->fields)
        names << QString::fromStdString(field.first);
    return names;
}

void FactsPanel::refill()
{
    if (!m_view) {
        m_model->set(nullptr, {}, {});
        setAside({});
        return;
    }
    m_model->set(m_view, m_all ? fieldNames() : ids(), m_all ? m_search->text().trimmed() : QString());
    const int shown = m_model->rowCount(), of = static_cast<int>(m_view->fields.size());
    setAside((width() < narrow ? tr("%1/%2") : tr("%1 of %2")).arg(shown).arg(of));
    const QString problem = m_view->docs ? QString::fromStdString(m_view->docs->problem) : QString();
    m_list->setAccessibleDescription(problem);
    setToolTip(problem.isEmpty() ? QString() : tr("What the fields mean could not be read: %1").arg(problem));
}

void FactsPanel::choose()
{
    if (!m_view) {
        Q_EMIT said(tr("There is no candidate whose facts could be chosen"), false);
        return;
    }
    const auto survey = m_view->candidate.key.survey;
    auto* dialog = new FactsChooser(*m_view, ids(), fieldNames(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FactsChooser::accepted, this, [this, dialog, survey] {
        if (dialog->chosen() == shippedFacts(survey))
            m_chosen.erase(survey);
        else
            m_chosen[survey] = dialog->chosen();
        refill();
        Q_EMIT chosenChanged();
    });
    dialog->open();
}

QJsonObject FactsPanel::chosen() const
{
    QJsonObject chosen;
    for (const auto& [survey, ids] : m_chosen)
        chosen[surveyKey(survey)] = QJsonArray::fromStringList(ids);
    return chosen;
}

void FactsPanel::setChosen(const QJsonObject& chosen)
{
    m_chosen.clear();
    for (const auto survey : { data::Survey::Ztf, data::Survey::Lsst }) {
        QStringList ids;
        for (const QJsonValue id : chosen[surveyKey(survey)].toArray())
            if (const QString text = id.toString().left(200); !text.isEmpty() && !ids.contains(text))
                ids << text;
        if (!ids.isEmpty())
            m_chosen[survey] = ids;
    }
    refill();
}

void FactsPanel::copy(const QModelIndex& index)
{
    const QString value = index.data(FactModel::Copy).toString();
    QGuiApplication::clipboard()->setText(value);
    Q_EMIT said(tr("Copied %1: %2").arg(index.data(FactModel::Name).toString(), value), false);
}

void FactsPanel::resizeEvent(QResizeEvent* event)
{
    TitledPanel::resizeEvent(event);
    if ((event->oldSize().width() < narrow) != (width() < narrow))
        refill();
}

bool FactsPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) { // one step out: the search, then all fields
            if (!m_search->text().isEmpty()) {
                m_search->clear();
                return true;
            }
            showAll(false);
            m_list->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_list->setFocus(Qt::TabFocusReason);
            if (!m_list->currentIndex().isValid())
                m_list->setCurrentIndex(m_model->index(0));
            return true;
        }
    }
    if (watched == m_list && m_all && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        m_search->clear();
        showAll(false);
        return true;
    }
    return TitledPanel::eventFilter(watched, event);
}

} // namespace vetrina::ui
