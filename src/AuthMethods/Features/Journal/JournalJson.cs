using System.Text.Json.Serialization;
using AuthMethods.Access;

namespace AuthMethods.Features.Journal;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(DecisionCheck))]
[JsonSerializable(typeof(LeastPermissions))]
internal sealed partial class JournalJson : JsonSerializerContext;
