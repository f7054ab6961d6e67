#include "ui/preferences/key_table.h"

#include "ui/commands/commands.h"
#include "ui/commands/key_of.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QTableWidget>

namespace vetrina::ui {

namespace {

enum ColumnOf { Title, Menu, Key, Own };

void say(QLabel* label, const QString& words, bool wrong)
{
    label->setProperty("role", wrong ? "wrong" : "second");
    label->style()->unpolish(label);
    label->style()->polish(label);
    label->setText(words);
}

} // namespace

KeyTable::KeyTable(Commands& commands, QWidget* parent)
    : QWidget(parent)
    , m_commands(commands)
    , m_search(new QLineEdit)
    , m_table(new QTableWidget(0, 4))
    , m_said(label({}, "second"))
    , m_give(new QPushButton(tr("Give it a key…")))
    , m_none(new QPushButton(tr("No key")))
    , m_own(new QPushButton(tr("Its own key")))
{
    m_search->setPlaceholderText(tr("A command or a key"));
    m_search->setAccessibleName(tr("Search commands and keys"));
    m_table->setHorizontalHeaderLabels({ tr("Command"), tr("Menu"), tr("Key"), tr("Its own") });
    m_table->horizontalHeader()->setSectionResizeMode(Title, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->installEventFilter(this);
    m_said->setWordWrap(true);
    m_said->setMinimumHeight(32);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : { m_give, m_none, m_own })
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addWidget(m_said);
    column->addLayout(buttons);

    connect(m_search, &QLineEdit::textChanged, this, &KeyTable::filter);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before, int) {
        if (row == before)
            return;
        endAsking();
        showButtons();
        if (const Command* command = m_commands.find(inHand()); command && command->ofScheme)
            say(m_said, tr("Class keys belong to the label scheme: change them there."), false);
    });
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this] { askKey(); });
    connect(m_give, &QPushButton::clicked, this, &KeyTable::askKey);
    connect(m_none, &QPushButton::clicked, this, [this] {
        if (const auto done = m_commands.setKeys(inHand(), {}); !done)
            say(m_said, QString::fromStdString(done.error().message + ". " + done.error().remedy), true);
    });
    connect(m_own, &QPushButton::clicked, this, [this] { giveOwn(); });
    connect(&m_commands, &Commands::changed, this, &KeyTable::fill);
    fill();
}

QString KeyTable::said() const { return m_said->text(); }

void KeyTable::fill()
{
    const QString kept = inHand();
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    for (const Command& command : m_commands.all()) {
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const auto keys = [](const QList<QKeySequence>& list) {
            QStringList words;
            for (const QKeySequence& key : list)
                words << keyText(key);
            return words.join(QStringLiteral(",  "));
        };
        const QStringList cells{ command.title, menuTitle(command.menu), keys(command.action->shortcuts()),
            command.ofScheme ? tr("the scheme's") : keys(command.shipped) };
        for (int column = 0; column < cells.size(); ++column) {
            auto* cell = new QTableWidgetItem(cells[column]);
            cell->setData(Qt::UserRole, command.id);
            if (column >= Key)
                cell->setFont(monoFont(size::fontDense));
            if (column == Title)
                cell->setToolTip(command.hint);
            if (column == Own || column == Menu)
                cell->setForeground(colour(Token::Text3));
            if (column == Key && m_commands.isRemapped(command.id))
                cell->setForeground(colour(Token::AccentText));
            m_table->setItem(row, column, cell);
        }
        if (command.id == kept)
            m_table->setCurrentCell(row, Title);
    }
    m_table->resizeColumnToContents(Menu);
    m_table->setColumnWidth(Key, 150);
    m_table->setColumnWidth(Own, 150);
    filter();
    showButtons();
}

void KeyTable::filter()
{
    const QString words = m_search->text().trimmed();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        bool shown = words.isEmpty();
        for (int column = Title; column <= Key && !shown; ++column)
            shown = m_table->item(row, column)->text().contains(words, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !shown);
    }
}

QString KeyTable::inHand() const
{
    const QTableWidgetItem* item = m_table->currentRow() < 0 ? nullptr : m_table->item(m_table->currentRow(), Title);
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void KeyTable::showButtons()
{
    const Command* command = m_commands.find(inHand());
    const bool may = command && !command->ofScheme;
    const QString why = !command ? tr("Choose a command first") : tr("The label scheme says this key");
    m_give->setEnabled(may);
    m_give->setToolTip(may ? tr("Then press the key") : why);
    m_none->setEnabled(may && !command->action->shortcut().isEmpty());
    m_none->setToolTip(m_none->isEnabled() ? tr("It stays in the menus and in the palette")
            : may                          ? tr("It has no key")
                                           : why);
    m_own->setEnabled(may && m_commands.isRemapped(command->id));
    m_own->setToolTip(m_own->isEnabled() ? tr("The key it came with") : may ? tr("It has its own key") : why);
}

void KeyTable::askKey()
{
    const Command* command = m_commands.find(inHand());
    if (!command || command->ofScheme)
        return;
    m_asking = command->id;
    m_table->setFocus();
    say(m_said, tr("Press the new key of “%1”. Esc leaves it as it is.").arg(command->title), false);
}

void KeyTable::endAsking()
{
    m_asking.clear();
    say(m_said, {}, false);
}

void KeyTable::giveOwn()
{
    if (const auto done = m_commands.resetKeys(inHand()); !done)
        say(m_said, QString::fromStdString(done.error().message + ". " + done.error().remedy), true);
}

bool KeyTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_table || m_asking.isEmpty())
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        endAsking();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // the key is wanted, not what it does
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        endAsking();
        return true;
    }
    const QKeySequence wanted = keyOf(*key);
    if (wanted.isEmpty())
        return true;
    const QString id = m_asking;
    if (const auto done = m_commands.setKeys(id, { wanted }); !done) {
        say(m_said, QString::fromStdString(done.error().message + ". " + done.error().remedy), true);
    } else {
        m_asking.clear();
        say(m_said, tr("%1 it is.").arg(keyText(wanted)), false);
    }
    return true;
}

} // namespace vetrina::ui
