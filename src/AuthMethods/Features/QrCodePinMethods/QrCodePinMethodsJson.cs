using System.Text.Json.Serialization;

namespace AuthMethods.Features.QrCodePinMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(QrCodePinMethod))]
[JsonSerializable(typeof(QRCodePinConfiguration))]
internal sealed partial class QrCodePinMethodsJson : JsonSerializerContext;
