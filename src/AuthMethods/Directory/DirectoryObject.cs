using AuthMethods.Wire;
using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Graph's <c>directoryObject</c>: the items of member lists. It is open, so that <c>$select</c> may name properties of any derived type.</summary>
[GraphType("directoryObject", Set = "directoryObjects", IsOpen = true)]
public abstract class DirectoryObject
{
    public abstract string Id { get; init; }

    public virtual DateTimeOffset? DeletedDateTime { get; init; }
}
