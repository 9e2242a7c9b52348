// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/connection_exchange.h"

#include "collection/resolving.h"
#include "connection/address_input.h"
#include "connection/tools/pasted_connection.h"
#include "ui/collection/variables.h"
#include "ui/connect/address_bar.h"
#include "ui/connect/options/options_summary.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QUuid>

#include <utility>

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

/// With a word in place of each secret, which nobody is asked for: it is a secret of the options.
Result<ConnectionOptions> resolvedWithoutSecrets(const collection::SavedConnection& written,
                                                 const Variables& variables)
{
    collection::SecretValues words;
    for (const QString& name : collection::secretsOf(written, variables.environment())) {
        words[name] = QUuid::createUuid().toString(QUuid::Id128);
    }
    return collection::resolved(written, variables.environment(), words);
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

void ConnectionExchange::setVariables(Variables& variables, Written written)
{
    variables_ = &variables;
    written_ = std::move(written);
}

void ConnectionExchange::copyAs(connection::Tool tool)
{
    if (variables_ && collection::hasTemplates(written_())) {
        const auto copyResolved = [this, tool](const Result<ConnectionOptions>& options) {
            options ? copy(tool, *options) : refuseCopy(options.error());
        };
        copiesSecrets_ ? variables_->resolve(written_(), &bar_, tr("&Copy"), copyResolved)
                       : copyResolved(resolvedWithoutSecrets(written_(), *variables_));
        return;
    }
    const auto address = connection::addressFromInput(bar_.address());
    if (!address) {
        refuseCopy(address.error());
        return;
    }
    ConnectionOptions options = chosen_.options;
    options.url = address->url;
    options.resource = address->resource;
    copy(tool, options);
}

void ConnectionExchange::refuseCopy(const Error& error)
{
    bar_.setInvalid(errorText(error));
    notifications_.show(Notification::of(Kind::Error, tr("This address can't be copied"),
                                         {errorText(error)}, Topic::Connecting));
    bar_.focusAddress();
}

void ConnectionExchange::copy(connection::Tool tool, const ConnectionOptions& options)
{
    const connection::ToolText copied = connection::textFor(tool, options, copiesSecrets_);
    QGuiApplication::clipboard()->setText(copied.text);
    bar_.setInvalid({});
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
