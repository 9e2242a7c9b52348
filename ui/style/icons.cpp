// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "ui/style/colours.h"

#include <QAbstractButton>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

namespace framescope::ui::style {

namespace {

/// In the order of Ink.
constexpr std::array OfInk{&Colours::text,       &Colours::muted,     &Colours::accentInk,
                           &Colours::accentText, &Colours::incoming,  &Colours::outgoing,
                           &Colours::control,    &Colours::lifeCycle, &Colours::good,
                           &Colours::warning,    &Colours::bad};

/// In the order of Tone.
constexpr std::array InkOfTone{Ink::Text,    Ink::LifeCycle, Ink::Incoming, Ink::Outgoing,
                               Ink::Control, Ink::Good,      Ink::Warning,  Ink::Bad};

QColor colourOf(Ink ink, QIcon::Mode mode)
{
    const Colours& c = colours();
    return mode == QIcon::Disabled ? c.disabled : c.*OfInk.at(static_cast<std::size_t>(ink));
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
        // Drawn as a square: the rest of a wide pixmap is a gap before the button's text.
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
    return InkOfTone.at(static_cast<std::size_t>(tone));
}

Ink inkOf(wire::Severity severity)
{
    return severity == wire::Severity::Error     ? Ink::Bad
           : severity == wire::Severity::Warning ? Ink::Warning
                                                 : Ink::Accent;
}

QString iconName(timeline::Type type)
{
    static constexpr auto Names = std::to_array<const char*>(
        {"clock", "globe", "link", "lock", "request", "response", "check", "error", "power", "note",
         "tool", "continuation", "text", "binary", "pulse", "pulse", "power", "unknown"});
    static_assert(Names.size() == static_cast<std::size_t>(timeline::Type::Reserved) + 1);
    return QLatin1String(Names.at(static_cast<std::size_t>(type)));
}

} // namespace framescope::ui::style
