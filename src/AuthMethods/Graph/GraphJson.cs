using System.Text.Json;
using System.Text.Json.Serialization;
using AuthMethods.Features.AppPasswords;
using AuthMethods.Features.Authentication;
using AuthMethods.Features.EmailMethods;
using AuthMethods.Features.MultiFactor;
using AuthMethods.Features.Operations;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Features.PhoneMethods;
[JsonSerializable(typeof(MethodConfiguration))]
[JsonSerializable(typeof(Fido2Configuration))]
[JsonSerializable(typeof(MicrosoftAuthenticatorConfiguration))]
[JsonSerializable(typeof(SmsConfiguration))]
[JsonSerializable(typeof(TemporaryAccessPassConfiguration))]
[JsonSerializable(typeof(HardwareOathConfiguration))]
[JsonSerializable(typeof(SoftwareOathConfiguration))]
[JsonSerializable(typeof(VoiceConfiguration))]
[JsonSerializable(typeof(EmailConfiguration))]
[JsonSerializable(typeof(X509CertificateConfiguration))]
[JsonSerializable(typeof(VerifiableCredentialsConfiguration))]
[JsonSerializable(typeof(QRCodePinConfiguration))]
[JsonSerializable(typeof(ExternalConfiguration))]
