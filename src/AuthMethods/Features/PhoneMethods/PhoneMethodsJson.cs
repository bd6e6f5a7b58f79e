using System.Text.Json.Serialization;

namespace AuthMethods.Features.PhoneMethods;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PhoneMethod))]
internal sealed partial class PhoneMethodsJson : JsonSerializerContext;
