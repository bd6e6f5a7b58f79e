using System.Text.Json.Serialization;

namespace AuthMethods.Features.PhoneMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PhoneMethod))]
[JsonSerializable(typeof(SmsConfiguration))]
[JsonSerializable(typeof(VoiceConfiguration))]
internal sealed partial class PhoneMethodsJson : JsonSerializerContext;
