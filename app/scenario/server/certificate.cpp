// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/server/certificate.h"

#include <memory>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace framescope::scenario {

namespace {

template <auto Free>
struct Deleter
{
    template <class T>
    void operator()(T* object) const
    {
        Free(object);
    }
};

using KeyPointer = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Deleter<X509_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using BioPointer = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

constexpr long Hour = 3600;
constexpr long Year = 365L * 24 * Hour;

bool addExtension(X509* certificate, int id, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setName(X509* certificate)
{
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto add = [name](const char* field, const char* value) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char*>(value), -1, -1,
                                          0) == 1;
    };
    return add("O", "Framescope") && add("CN", "localhost") &&
           X509_set_issuer_name(certificate, name) == 1;
}

/// The number is positive and differs in each run, as clients that remember certificates demand.
bool setSerialNumber(X509* certificate)
{
    std::uint64_t serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) {
        return false;
    }
    return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key)
{
    constexpr long Version3 = 2;
    return X509_set_version(certificate, Version3) == 1 && setSerialNumber(certificate) &&
           X509_gmtime_adj(X509_getm_notBefore(certificate), -Hour) != nullptr &&
           X509_gmtime_adj(X509_getm_notAfter(certificate), Year) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 && setName(certificate) &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1") &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

std::string contents(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

tl::unexpected<Error> opensslFailure()
{
    const unsigned long code = ERR_get_error();
    const char* reason = ERR_reason_error_string(code);
    return failure("cannot make a certificate: " + std::string(reason ? reason : "unknown error"));
}

} // namespace

Result<Certificate> makeCertificate()
{
    const KeyPointer key(EVP_EC_gen("P-256"));
    const CertificatePointer certificate(X509_new());
    const BioPointer keyText(BIO_new(BIO_s_mem()));
    const BioPointer certificateText(BIO_new(BIO_s_mem()));
    if (!key || !certificate || !keyText || !certificateText ||
        !fill(certificate.get(), key.get()) ||
        PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
            1 ||
        PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1) {
        return opensslFailure();
    }
    return Certificate{contents(certificateText.get()), contents(keyText.get())};
}

} // namespace framescope::scenario
