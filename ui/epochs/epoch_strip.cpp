#include "ui/epochs/epoch_strip.h"

#include "ui/epochs/epoch_delegate.h"
#include "ui/epochs/epoch_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/candidate_name.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMetaMethod>
#include <QScrollBar>
#include <QStyle>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace vetrina::ui {

namespace {

/// A row of tiles; the wheel goes along it.
class TileList : public QListView {
public:
    using QListView::QListView;
    void keyboardSearch(const QString&) override { } // letters are the window's keys

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        const int turned = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - turned * EpochDelegate::tileWidth / 120);
        event->accept();
    }
};

} // namespace

EpochStrip::EpochStrip(QWidget* parent)
    : QFrame(parent)
    , m_model(new EpochModel(this))
    , m_list(new TileList)
    , m_where(label({}, "small"))
    , m_nothing(label({}, "second"))
    , m_panel(new Segmented(tr("Stamp of each epoch")))
    , m_blink(new QPushButton(tr("Blink against")))
{
    setObjectName("panel");
    setAccessibleName(tr("Epochs of the object"));
    setFixedHeight(stripHeight);
    m_panel->add(static_cast<int>(data::Panel::Science), tr("Science"), tr("The science stamp of each epoch"));
    m_panel->add(static_cast<int>(data::Panel::Difference), tr("Difference"), tr("The difference stamp of each epoch"));
    m_panel->setDense(true);
    m_panel->choose(static_cast<int>(data::Panel::Science));
    m_blink->setProperty("role", "dense");
    m_blink->setFocusPolicy(Qt::TabFocus);
    m_blink->setAccessibleName(tr("Blink this alert against the chosen epoch"));
    m_where->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_nothing->setWordWrap(true);

    m_list->setModel(m_model);
    m_list->setItemDelegate(new EpochDelegate(m_list));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Epochs of the object"));
    m_list->installEventFilter(this);
    makeLayout();

    connect(m_panel, &Segmented::chose, this, [this](int id) { m_model->setPanel(static_cast<data::Panel>(id)); });
    connect(m_blink, &QPushButton::clicked, this, &EpochStrip::blink);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& at) { select(at.row()); });
    connect(m_list, &QListView::doubleClicked, this, [this](const QModelIndex& at) {
        if (const EpochTile& tile = m_model->tile(at.row()); tile.row >= 0 && !tile.current)
            Q_EMIT alertAsked(tile.row);
    });
    hide();
}

void EpochStrip::makeLayout()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(label(tr("Epochs"), "head"));
    head->addWidget(new KeyCap("E"));
    head->addStretch(1);
    auto* side = new QWidget;
    side->setFixedWidth(150);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 2, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_panel, 0, Qt::AlignLeft);
    column->addWidget(m_blink, 0, Qt::AlignLeft);
    column->addWidget(m_where, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 4, 2);
    row->setSpacing(8);
    row->addWidget(side);
    row->addWidget(m_list, 1);
    row->addWidget(m_nothing, 1);
    m_nothing->hide();
}

QString EpochStrip::nothing() const { return m_nothing->text(); }

void EpochStrip::setProject(Project* project)
{
    m_object.drop();
    m_epoch.drop();
    m_project = project;
    m_model->setProject(project);
    setCandidate(nullptr);
}

void EpochStrip::setCandidate(const ViewPtr& view)
{
    const bool same = view && m_view && view->row == m_view->row;
    m_view = view;
    if (same)
        return;
    m_away = m_filled = false;
    m_epoch.drop();
    m_object.drop();
    if (isVisible())
        fill();
}

void EpochStrip::toggle()
{
    setOpen(isHidden());
    if (isHidden())
        return;
    QWidget* keys = m_nothing->isVisibleTo(this) ? static_cast<QWidget*>(this) : m_list;
    keys->setFocus(Qt::ShortcutFocusReason);
}

void EpochStrip::setOpen(bool open)
{
    if (open == !isHidden())
        return;
    if (!open)
        goBack();
    setVisible(open);
    Q_EMIT opened(open);
}

void EpochStrip::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    if (!m_filled) // it may have been opened while the window showed something else
        fill();
}

void EpochStrip::fill()
{
    m_filled = true;
    if (!m_project || !m_view) {
        m_model->setTiles({});
        return showPlace();
    }
    const std::stop_token stop = m_object.ask();
    then(m_project->ofObject(m_view->row, stop), this, stop,
        [this, view = m_view](const Result<std::vector<session::ObjectAlert>>& alerts) {
            if (!alerts)
                return Q_EMIT said(QString::fromStdString(alerts.error().message), true);
            m_model->setTiles(tilesOf(*view, *alerts));
            showPlace();
            if (const int at = m_model->current(); at >= 0) {
                m_list->setCurrentIndex(m_model->index(at));
                m_list->scrollTo(m_model->index(at), QAbstractItemView::PositionAtCenter);
            }
        });
}

void EpochStrip::showPlace()
{
    int here = 0, others = 0;
    for (const EpochTile& tile : m_model->tiles())
        ++(tile.row >= 0 ? here : others);
    const bool some = here > 1;
    QString words;
    if (m_view && !some) {
        const QString object = nameOf(m_view->candidate);
        words = tr("No other alert of %1 is in this project.").arg(object);
        if (others == 1)
            words += ' ' + tr("Its packet's history names one more, without cutouts.");
        else if (others > 1)
            words += ' ' + tr("Its packet's history names %1 more, without cutouts.").arg(others);
    }
    m_nothing->setText(words);
    m_nothing->setVisible(!some);
    if (!some && m_list->hasFocus())
        setFocus(); // hidden, the list would hand it to whatever comes next
    m_list->setVisible(some);
    static_cast<QWidget*>(m_panel)->setEnabled(some);
    m_blink->setVisible(isSignalConnected(QMetaMethod::fromSignal(&EpochStrip::blinkAsked))); // there is who blinks
    m_blink->setEnabled(some);
    m_blink->setToolTip(some ? tr("Shows this alert and the chosen epoch in turn")
                             : tr("There is no other epoch with cutouts in this project"));
    m_where->setProperty("role", m_away ? "accent" : "small");
    m_where->style()->unpolish(m_where);
    m_where->style()->polish(m_where);
    m_where->setText(!some ? QString()
            : m_away       ? tr("Above: that epoch.\nEsc: this alert again")
                           : tr("%1 with cutouts").arg(here));
}

int EpochStrip::nextWithCutouts(int from, int by) const
{
    for (int at = from + by; at >= 0 && at < m_model->rowCount(); at += by)
        if (m_model->tile(at).row >= 0)
            return at;
    return -1;
}

void EpochStrip::step(int by)
{
    const int from = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : m_model->current();
    if (const int at = nextWithCutouts(from, by); at >= 0)
        select(at);
}

void EpochStrip::select(int at)
{
    const EpochTile& tile = m_model->tile(at);
    if (tile.row < 0) {
        Q_EMIT said(tr("The packet of that alert is not in this project, so there are no stamps of it."), false);
        return;
    }
    m_list->setCurrentIndex(m_model->index(at));
    m_list->scrollTo(m_model->index(at), QAbstractItemView::EnsureVisible);
    if (tile.current) {
        goBack();
        return;
    }
    fetch(at, [this](const ViewPtr& view) {
        m_away = true;
        showPlace();
        Q_EMIT epochAsked(view);
    });
}

void EpochStrip::fetch(int at, std::function<void(const ViewPtr&)> take)
{
    if (!m_project)
        return;
    const data::Row row = m_model->tile(at).row;
    const std::stop_token stop = m_epoch.ask();
    if (const ViewPtr atHand = m_project->cachedView(row))
        return take(atHand);
    then(m_project->view(row, stop), this, stop, [this, take = std::move(take)](Result<ViewPtr> view) {
        if (!view)
            return Q_EMIT said(QString::fromStdString(view.error().message), true);
        m_project->keep(*view);
        take(*view);
    });
}

bool EpochStrip::goBack()
{
    m_epoch.drop();
    if (const int at = m_model->current(); at >= 0)
        m_list->setCurrentIndex(m_model->index(at));
    if (!std::exchange(m_away, false) || !m_view)
        return false;
    showPlace();
    Q_EMIT epochAsked(m_view);
    return true;
}

void EpochStrip::blink()
{
    const int current = m_model->current();
    int at = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : current;
    if (at == current || at < 0 || m_model->tile(at).row < 0)
        at = nextWithCutouts(current, -1);
    if (at < 0)
        at = nextWithCutouts(current, 1);
    if (at < 0)
        return;
    goBack();
    const QString name = epochWords(m_model->tile(at).days);
    fetch(at, [this, name](const ViewPtr& view) { Q_EMIT blinkAsked(view, name); });
}

bool EpochStrip::act(int key)
{
    switch (key) {
    case Qt::Key_Left:
        step(-1);
        return true;
    case Qt::Key_Right:
        step(1);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End: {
        const int at = key == Qt::Key_Home ? nextWithCutouts(-1, 1) : nextWithCutouts(m_model->rowCount(), -1);
        if (at >= 0)
            select(at);
        return true;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const QModelIndex at = m_list->currentIndex(); at.isValid())
            if (const EpochTile& tile = m_model->tile(at.row()); tile.row >= 0 && !tile.current)
                Q_EMIT alertAsked(tile.row);
        return true;
    case Qt::Key_Escape:
        if (!goBack())
            toggle();
        return true;
    default:
        return false;
    }
}

void EpochStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isVisible()) {
        if (!goBack())
            toggle();
        return;
    }
    QFrame::keyPressEvent(event);
}

bool EpochStrip::eventFilter(QObject* watched, QEvent* event)
{
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_list || !key)
        return QFrame::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
    if (pressed->modifiers() & ~Qt::KeypadModifier)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return act(pressed->key()) || QFrame::eventFilter(watched, event);
    switch (pressed->key()) { // with the focus here the arrows are the strip's, not the queue's
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
        event->accept();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace vetrina::ui
