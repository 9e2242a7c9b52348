// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "ui/style/colours.h"

#include <QAbstractButton>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace framescope::ui::style {

namespace {

QColor colourOf(Ink ink, QIcon::Mode mode)
{
    const Colours& c = colours();
    if (mode == QIcon::Disabled) {
        return c.disabled;
    }
    switch (ink) {
    case Ink::Muted:
        return c.muted;
    case Ink::Accent:
        return c.accentInk;
    case Ink::OnAccent:
        return c.accentText;
    case Ink::Incoming:
        return c.incoming;
    case Ink::Outgoing:
        return c.outgoing;
    case Ink::Control:
        return c.control;
    case Ink::LifeCycle:
        return c.lifeCycle;
    case Ink::Good:
        return c.good;
    case Ink::Warning:
        return c.warning;
    case Ink::Bad:
        return c.bad;
    case Ink::Text:
        break;
    }
    return c.text;
}

class InkIconEngine final : public QIconEngine
{
public:
    InkIconEngine(QString name, Ink ink) : name_(std::move(name)), ink_(ink) {}

    QIconEngine* clone() const override { return new InkIconEngine(name_, ink_); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatio();
        QPixmap drawn = scaledPixmap(rect.size() * ratio, mode, state, ratio);
        painter->drawPixmap(rect, drawn);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const QColor color = colourOf(ink_, mode);
        const QString key = QStringLiteral("framescope-%1-%2-%3x%4")
                                .arg(name_, color.name())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap drawn;
        if (!QPixmapCache::find(key, &drawn)) {
            drawn = draw(size, color);
            QPixmapCache::insert(key, drawn);
        }
        return drawn;
    }

private:
    QPixmap draw(const QSize& size, const QColor& color) const
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(QStringLiteral(":/icons/actions/%1.svg").arg(name_));
        if (!file.open(QIODevice::ReadOnly)) {
            return pixmap;
        }
        QByteArray svg = file.readAll();
        svg.replace("#000000", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        // A wide icon is a square one with room before the text that follows.
        renderer.render(&painter, QRectF(0, 0, size.height(), size.height()));
        return pixmap;
    }

    QString name_;
    Ink ink_;
};

} // namespace

QIcon icon(const QString& name, Ink ink)
{
    return QIcon(new InkIconEngine(name, ink));
}

void setButtonIcon(QAbstractButton* button, const QString& name, Ink ink)
{
    button->setIcon(icon(name, ink));
    button->setIconSize({21, 16});
}

Ink inkOf(present::Tone tone)
{
    switch (tone) {
    case present::Tone::LifeCycle:
        return Ink::LifeCycle;
    case present::Tone::Incoming:
        return Ink::Incoming;
    case present::Tone::Outgoing:
        return Ink::Outgoing;
    case present::Tone::Control:
        return Ink::Control;
    case present::Tone::Good:
        return Ink::Good;
    case present::Tone::Warning:
        return Ink::Warning;
    case present::Tone::Bad:
        return Ink::Bad;
    case present::Tone::Neutral:
        break;
    }
    return Ink::Text;
}

QString iconName(timeline::Type type)
{
    using timeline::Type;
    switch (type) {
    case Type::Connecting:
        return QStringLiteral("clock");
    case Type::Resolved:
        return QStringLiteral("globe");
    case Type::Connected:
        return QStringLiteral("link");
    case Type::Secured:
        return QStringLiteral("lock");
    case Type::Request:
        return QStringLiteral("request");
    case Type::Response:
        return QStringLiteral("response");
    case Type::Open:
        return QStringLiteral("check");
    case Type::Error:
        return QStringLiteral("error");
    case Type::Closed:
    case Type::Close:
        return QStringLiteral("power");
    case Type::Note:
        return QStringLiteral("note");
    case Type::Behaviour:
        return QStringLiteral("tool");
    case Type::Continuation:
        return QStringLiteral("continuation");
    case Type::Text:
        return QStringLiteral("text");
    case Type::Binary:
        return QStringLiteral("binary");
    case Type::Ping:
    case Type::Pong:
        return QStringLiteral("pulse");
    case Type::Reserved:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace framescope::ui::style
