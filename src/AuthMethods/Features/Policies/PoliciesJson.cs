using System.Text.Json.Serialization;

namespace AuthMethods.Features.Policies;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthenticationMethodsPolicy))]
[JsonSerializable(typeof(SmsConfiguration))]
[JsonSerializable(typeof(HardwareOathConfiguration))]
[JsonSerializable(typeof(SoftwareOathConfiguration))]
[JsonSerializable(typeof(VoiceConfiguration))]
[JsonSerializable(typeof(EmailConfiguration))]
[JsonSerializable(typeof(X509CertificateConfiguration))]
[JsonSerializable(typeof(VerifiableCredentialsConfiguration))]
[JsonSerializable(typeof(QRCodePinConfiguration))]
internal sealed partial class PoliciesJson : JsonSerializerContext;
