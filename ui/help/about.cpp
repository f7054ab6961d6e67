#include "ui/help/about.h"

#include "core/base/paths.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace vetrina::ui {

About::About(const std::vector<Line>& parts, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Vetrina"));
    std::vector<Line> lines{ { "Vetrina", QString::fromStdString(paths::version()) },
        { "Qt", QString::fromLatin1(qVersion()) } };
    lines.insert(lines.end(), parts.begin(), parts.end());
    lines.insert(lines.end(),
        { { tr("System"), QSysInfo::prettyProductName() + ", " + QSysInfo::currentCpuArchitecture() },
            { tr("Settings"), QString::fromStdString(paths::config().string()) },
            { tr("Log"), QString::fromStdString((paths::state() / "vetrina.log").string()) } });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(label("Vetrina", "page"));
    auto* lead = label(tr("The desktop application in which astronomers vet alert candidates."), "second");
    column->addWidget(lead);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [name, value] : lines) {
        grid->addWidget(label(name, "name"), row, 0);
        auto* words = label(value, "mono2");
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setFocusPolicy(Qt::NoFocus);
        grid->addWidget(words, row++, 1);
        m_versions += name + ": " + value + '\n';
    }
    column->addLayout(grid);
    auto* licence = label(tr("Free software under the GNU General Public License, version 3 or later: you may use, "
                             "study, share and change it; there is no warranty. It uses Qt, QCustomPlot, SQLite, "
                             "CFITSIO, libarchive, oneTBB, LibTorch and others under their own licences."),
        "second");
    licence->setWordWrap(true);
    licence->setMinimumWidth(420);
    column->addWidget(licence);
    auto* buttons = new QHBoxLayout;
    auto* copy = new QPushButton(tr("Copy"));
    copy->setToolTip(tr("The versions, for a report"));
    auto* close = new QPushButton(tr("Close"));
    close->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_versions); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace vetrina::ui
