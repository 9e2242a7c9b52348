// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/connection_exchange.h"

#include "connection/address_input.h"
#include "connection/tools/pasted_connection.h"
#include "ui/connect/address_bar.h"
#include "ui/connect/options/options_summary.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <QClipboard>
#include <QGuiApplication>

namespace framescope::ui {

using connection::ConnectionOptions;
using Kind = Notification::Kind;
using Topic = Notification::Topic;

namespace {

/// Sets the times that are those of any connection to the preferred ones.
void preferTimes(ConnectionOptions& options, const ConnectionOptions& usual)
{
    const ConnectionOptions any;
    for (const auto time : {&ConnectionOptions::connectTimeout, &ConnectionOptions::upgradeTimeout,
                            &ConnectionOptions::closeTimeout}) {
        if (options.*time == any.*time) {
            options.*time = usual.*time;
        }
    }
}

} // namespace

ConnectionExchange::ConnectionExchange(ChosenOptions& chosen, AddressBar& bar,
                                       NotificationBar& notifications, QObject* parent)
    : QObject(parent), chosen_(chosen), bar_(bar), notifications_(notifications)
{
    bar.setTaker([this](const QString& text) { return take(text); });
    connect(&bar, &AddressBar::copyRequested, this, &ConnectionExchange::copyAs);
    connect(&bar, &AddressBar::copySecretsChosen, this, &ConnectionExchange::setCopiesSecrets);
}

bool ConnectionExchange::take(const QString& text)
{
    const auto read = connection::pastedConnection(text);
    if (!read) {
        notifications_.show(Notification::of(Kind::Error, tr("This connection can't be read"),
                                             {errorText(read.error())}, Topic::Connecting));
        return true;
    }
    if (!*read) {
        return false;
    }
    const connection::PastedConnection& pasted = **read;
    ConnectionOptions options = pasted.options;
    preferTimes(options, chosen_.usual);
    const QStringList taken = changesFrom(chosen_.usual, options);
    Notification told;
    told.kind = pasted.notTaken.isEmpty() ? Kind::Info : Kind::Warning;
    told.topic = Topic::Connecting;
    told.title =
        tr("Taken from %1: %2")
            .arg(pasted.from, (QStringList(tr("the address")) + taken).join(QStringLiteral(", ")));
    told.details = pasted.notTaken;
    const bool wasText = bar_.address().trimmed() == text.trimmed();
    told.actions.push_back(
        {tr("Undo"), [this, wasText, address = bar_.address(), before = chosen_.options] {
             fill(wasText ? QString() : address, before);
             bar_.focusAddress();
         }});
    fill(pasted.address, options);
    notifications_.show(told);
    bar_.focusAddress();
    return true;
}

void ConnectionExchange::fill(const QString& address, const ConnectionOptions& options)
{
    chosen_.options = options;
    if (const auto read = connection::addressFromInput(address)) {
        chosen_.options.url = read->url; // an accepted certificate belongs to its host
        chosen_.options.resource = read->resource;
    }
    bar_.setAddress(address);
    bar_.setOptionsChosen(!changesFrom(chosen_.usual, chosen_.options).isEmpty());
    emit filled();
}

void ConnectionExchange::copyAs(connection::Tool tool)
{
    const auto address = connection::addressFromInput(bar_.address());
    if (!address) {
        bar_.setInvalid(errorText(address.error()));
        notifications_.show(Notification::of(Kind::Error, tr("This address can't be copied"),
                                             {errorText(address.error())}, Topic::Connecting));
        bar_.focusAddress();
        return;
    }
    ConnectionOptions options = chosen_.options;
    options.url = address->url;
    options.resource = address->resource;
    const connection::ToolText copied = connection::textFor(tool, options, copiesSecrets_);
    QGuiApplication::clipboard()->setText(copied.text);
    notifications_.show(Notification::of(
        copied.notSaid.isEmpty() ? Kind::Info : Kind::Warning,
        tr("The connection was copied: %1").arg(QString::fromUtf8(connection::nameOf(tool))),
        copied.notSaid));
}

void ConnectionExchange::setCopiesSecrets(bool copies)
{
    copiesSecrets_ = copies;
    bar_.setCopiesSecrets(copies);
    emit copiesSecretsChanged();
}

} // namespace framescope::ui
