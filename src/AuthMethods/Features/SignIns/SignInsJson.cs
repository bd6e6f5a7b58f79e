using System.Text.Json.Serialization;

namespace AuthMethods.Features.SignIns;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SignIn))]
internal sealed partial class SignInsJson : JsonSerializerContext;
