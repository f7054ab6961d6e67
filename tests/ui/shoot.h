#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QString>
#include <QWidget>

/// For the programs that take pictures of the window.
namespace vetrina::demo {

/// Lets the window live for so long.
inline void settle(int ms)
{
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < ms)
        QApplication::processEvents(QEventLoop::AllEvents, 10);
}

/// Writes FOLDER/NAME.png once the widget has come to rest.
inline void shoot(QWidget& widget, const QString& folder, const QString& name, int restMs = 500)
{
    settle(restMs);
    widget.grab().save(folder + '/' + name + ".png");
}

} // namespace vetrina::demo
