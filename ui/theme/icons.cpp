#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace vetrina::ui {

namespace {

QByteArray svgOf(const QString& name, const QColor& colour)
{
    QFile file(":/icons/" + name + ".svg");
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

class TokenIcon : public QIconEngine {
public:
    TokenIcon(QString name, Token token, Token chosen)
        : m_name(std::move(name))
        , m_token(token)
        , m_chosen(chosen)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const Token token = mode == QIcon::Disabled ? Token::Disabled : state == QIcon::On ? m_chosen : m_token;
        paintIcon(*painter, m_name, rect, colour(token));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TokenIcon(*this); }

private:
    QString m_name;
    Token m_token, m_chosen;
};

} // namespace

QIcon icon(const QString& name, Token token, Token chosen) { return QIcon(new TokenIcon(name, token, chosen)); }

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& colour)
{
    QSvgRenderer svg(svgOf(name, colour));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    svg.render(&painter, rect);
    painter.restore();
}

} // namespace vetrina::ui
