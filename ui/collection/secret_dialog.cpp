// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/secret_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/secret_field.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace framescope::ui {

SecretDialog::SecretDialog(const QStringList& names, bool lasting, const QString& purpose,
                           QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Secrets"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 12);
    form->setVerticalSpacing(10);
    form->addRow(style::wrappedLabel(
        lasting ? tr("Secrets are used that are not known yet. They are kept in the key ring of "
                     "the system.")
                : tr("Secrets are used that are not known yet. There is no key ring: they are kept "
                     "until the program ends.")));
    for (const QString& name : names) {
        auto* field = new SecretField;
        field->setObjectName(name);
        field->setAccessibleName(name);
        field->setMinimumWidth(280);
        auto* label = style::plainLabel(tr("%1:").arg(name));
        label->setBuddy(field);
        form->addRow(label, field);
        fields_[name] = field;
    }
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(purpose);
    form->addRow(buttons);
    if (!fields_.empty()) {
        fields_.at(names.front())->setFocus();
    }
}

collection::SecretValues SecretDialog::values() const
{
    collection::SecretValues values;
    for (const auto& [name, field] : fields_) {
        values[name] = field->text();
    }
    return values;
}

} // namespace framescope::ui
