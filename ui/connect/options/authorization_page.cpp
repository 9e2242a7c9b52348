// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/authorization_page.h"

#include "base/text/qt_string.h"
#include "ui/connect/options/cookie_table.h"
#include "ui/connect/options/jar_table.h"
#include "ui/connect/options/option_fields.h"
#include "ui/widgets/secret_field.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QTableWidget>

namespace framescope::ui {

using connection::Authorization;

AuthorizationPage::AuthorizationPage()
    : OptionsPage("authorizationPage", tr("Authorisation"), "lock"),
      scheme_(new ChoiceField("authorization",
                              {tr("None"), tr("Basic: user and password"), tr("Bearer token")})),
      user_(new QLineEdit), password_(new SecretField), token_(new SecretField),
      cookies_(new CookieTable),
      keeps_(new QCheckBox(tr("&Keep the cookies that the server sets, and send them again"))),
      jar_(new JarTable)
{
    user_->setObjectName(QStringLiteral("user"));
    password_->setObjectName(QStringLiteral("password"));
    token_->setObjectName(QStringLiteral("token"));
    addTitle(tr("Authorisation"));
    addField(tr("A&uthorisation"), scheme_, {}, sideBySide({scheme_}));
    addField(tr("&User name"), user_, {"user name"});
    addField(tr("Pass&word"), password_, {"password"});
    addField(tr("&Token"), token_, {"token"});
    addTitle(tr("Cookies"));
    addField({}, &cookies_->table(), {"cookie"}, cookies_);
    keeps_->setObjectName(QStringLiteral("keepCookies"));
    addField({}, keeps_);
    addField({}, &jar_->table(), {}, jar_);
    addExplanation(tr("They go where a browser would send them. A cookie above is sent in place of "
                      "one with its name, and a raw request as it is."));
    followFields();
    connect(scheme_, &QComboBox::currentIndexChanged, this, &AuthorizationPage::showFields);
    connect(cookies_, &CookieTable::edited, this, &AuthorizationPage::changed);
    setFocusProxy(scheme_);
}

void AuthorizationPage::load(const connection::ConnectionOptions& options)
{
    const Authorization& given = options.authorization;
    scheme_->setChoice(given.scheme);
    user_->setText(toQString(given.user));
    const bool bearer = given.scheme == Authorization::Scheme::Bearer;
    password_->setText(bearer ? QString() : toQString(given.secret));
    token_->setText(bearer ? toQString(given.secret) : QString());
    cookies_->setCookies(options.cookies);
    keeps_->setChecked(options.keepCookies);
    jar_->setJar(options.cookieJar);
    showFields();
}

void AuthorizationPage::store(connection::ConnectionOptions& options) const
{
    Authorization chosen;
    chosen.scheme = scheme_->choice<Authorization::Scheme>();
    if (chosen.scheme == Authorization::Scheme::Basic) {
        chosen.user = user_->text().toStdString();
        chosen.secret = password_->text().toStdString();
    } else if (chosen.scheme == Authorization::Scheme::Bearer) {
        chosen.secret = token_->text().toStdString();
    }
    options.authorization = chosen;
    options.cookies = cookies_->cookies();
    options.keepCookies = keeps_->isChecked();
}

void AuthorizationPage::setCookieNote(const QString& note)
{
    jar_->setNote(note);
}

void AuthorizationPage::applyToJar()
{
    jar_->apply();
}

void AuthorizationPage::showFields()
{
    const auto scheme = scheme_->choice<Authorization::Scheme>();
    showRow(user_, scheme == Authorization::Scheme::Basic);
    showRow(password_, scheme == Authorization::Scheme::Basic);
    showRow(token_, scheme == Authorization::Scheme::Bearer);
}

} // namespace framescope::ui
