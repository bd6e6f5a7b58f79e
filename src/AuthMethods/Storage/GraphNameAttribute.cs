namespace AuthMethods.Storage;

/// <summary>The name Graph's metadata gives an enumeration that has a shorter one here.</summary>
/// <param name="name">Without the namespace: <c>authenticationPhoneType</c>.</param>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class GraphNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
